// Checks that files are JSON Schemas of draft 7. Prints what is wrong with them;
// exit code 1 then.
const fs = require('fs');
const Ajv = require('ajv');

for (const path of process.argv.slice(2)) {
  try {
    new Ajv({ allErrors: true }).compile(JSON.parse(fs.readFileSync(path, 'utf8')));
  } catch (error) {
    process.exitCode = 1;
    console.log(`${path}: ${error.message}`);
  }
}
