-- Run by NeovimTest.cpp in a headless Neovim: does by hand what a user does, and
-- ends with 1 and a message if it does not work. Set before: Clangd, File.

local function fail(text)
  io.stderr:write(text .. '\n')
  vim.cmd('cquit 1')
end

-- On a busy machine.
local patience = 120000

local function waitFor(what, condition)
  if not vim.wait(patience, condition, 20) then
    fail('no ' .. what .. '; diagnostics: ' ..
         vim.inspect(vim.diagnostic.get(0)) .. '\ntext:\n' ..
         table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n'))
  end
end

vim.cmd('edit ' .. vim.fn.fnameescape(File))
local client = vim.lsp.start_client({
  name = 'async-tidy',
  cmd = { Clangd, '--background-index=0' },
  root_dir = vim.fn.fnamemodify(File, ':h'),
})
vim.lsp.buf_attach_client(0, client)

waitFor('diagnostic', function() return #vim.diagnostic.get(0) == 1 end)
local found = vim.diagnostic.get(0)[1]
if not found.message:find('await it instead', 1, true) then
  fail('another diagnostic: ' .. vim.inspect(found))
end

-- The menu of what can be done here: the first entry is chosen.
local titles = {}
vim.ui.select = function(items, options, choose)
  for _, item in ipairs(items) do
    titles[#titles + 1] = options.format_item(item)
  end
  choose(items[1], 1)
end
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
vim.lsp.buf.code_action()
waitFor('fixed text', function()
  return vim.fn.search('int R = co_await std::move(F);', 'nw') ~= 0
end)
if titles[1] ~= 'await it instead' then
  fail('another choice: ' .. vim.inspect(titles))
end
waitFor('end of the diagnostic', function()
  return #vim.diagnostic.get(0) == 0
end)

vim.lsp.stop_client(client)
vim.cmd('qall!')
