// Checks files against the published schema of SARIF 2.1.0. Prints what is wrong
// with them; exit code 1 then.
const fs = require('fs');
const Ajv = require('ajv');
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

// It is a schema of draft 4, whose formats are hints.
const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const isValid = ajv.compile(schema);

for (const path of process.argv.slice(2)) {
  if (isValid(JSON.parse(fs.readFileSync(path, 'utf8')))) continue;
  process.exitCode = 1;
  for (const error of isValid.errors)
    console.log(`${path}: ${error.dataPath || '.'}: ${error.message}`);
}
