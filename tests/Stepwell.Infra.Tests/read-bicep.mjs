// Reads Bicep files with the grammar of tree-sitter and tells, as JSON, what a compiler would check first.
// node read-bicep.mjs <folder of node modules> <file>...
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'x.js'));
const { Parser, Language } = require('web-tree-sitter');
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(path.join(modules, 'tree-sitter-bicep', 'tree-sitter-bicep.wasm')));

const text = node => node.text.replace(/^'|'$/g, '');
const property = (object, name) => object?.namedChildren.find(p => p.type === 'object_property' && text(p.namedChildren[0]) === name)?.namedChildren[1];
const keys = object => object?.namedChildren.filter(p => p.type === 'object_property').map(p => text(p.namedChildren[0])) ?? [];

function read(file) {
  let source = fs.readFileSync(file, 'utf8');
  // A file of parameters assigns what the grammar knows as declarations only.
  if (file.endsWith('.bicepparam')) source = source.replace(/^using .*$/m, '').replace(/^param /gm, 'var ');
  const found = { file, errors: [], params: [], variables: [], modules: [], outputs: [], members: [], resources: [] };
  (function walk(node) {
    const [first, second] = node.namedChildren;
    if (node.type === 'ERROR' || node.isMissing)
      found.errors.push(`${node.startPosition.row + 1}:${node.startPosition.column + 1} ${node.isMissing ? 'missing ' + node.type : node.text.slice(0, 60)}`);
    if (node.type === 'parameter_declaration') found.params.push({ name: first.text, optional: node.namedChildCount > 2 });
    if (node.type === 'variable_declaration') found.variables.push(first.text);
    if (node.type === 'output_declaration') found.outputs.push(first.text);
    if (node.type === 'resource_declaration') found.resources.push({ name: first.text, type: text(second) });
    if (node.type === 'module_declaration') {
      const body = node.namedChildren.at(-1);
      found.modules.push({ name: first.text, path: text(second), params: keys(property(body, 'params')) });
    }
    if (node.type === 'member_expression') found.members.push(node.text);
    node.namedChildren.forEach(walk);
  })(parser.parse(source).rootNode);
  return found;
}

process.stdout.write(JSON.stringify(files.map(read)));
