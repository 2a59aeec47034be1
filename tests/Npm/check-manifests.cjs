// Checks the YAML of connectors against the JSON Schema of the module, as an editor does, with a validator that is not ours.
//   node tests/Npm/check-manifests.cjs <folder with node_modules> <schemas> <folder of connectors>...
// Each file that does not fit is a line with what is wrong; the last line says how many were checked. Exit code 1 where one does not fit.
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

const [modules, schemas, ...roots] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(modules), 'x.js'));
const Ajv = load('ajv').default;
const formats = load('ajv-formats').default;
const yaml = load('yaml');

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
formats(ajv);
for (const name of fs.readdirSync(schemas).filter((file) => file.endsWith('.schema.json')))
  ajv.addSchema(JSON.parse(fs.readFileSync(path.join(schemas, name), 'utf8')), name);

const schemaOf = { connector: 'connector.schema.json', Streams: 'stream.schema.json', Actions: 'action.schema.json' };
let checked = 0;
let wrong = 0;
function check(file, schema) {
  checked++;
  let problems;
  try {
    const fits = ajv.getSchema(schema);
    problems = fits(yaml.parse(fs.readFileSync(file, 'utf8'))) ? [] : fits.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  } catch (error) {
    problems = [error.message];
  }
  if (problems.length === 0) return;
  wrong++;
  for (const problem of problems) console.log(`${file}: ${problem}`);
}

for (const root of roots) {
  for (const product of fs.readdirSync(root).sort()) {
    const folder = path.join(root, product);
    if (!fs.existsSync(path.join(folder, 'connector.yaml'))) continue;
    check(path.join(folder, 'connector.yaml'), schemaOf.connector);
    for (const kind of ['Streams', 'Actions'].filter((kind) => fs.existsSync(path.join(folder, kind))))
      for (const file of fs.readdirSync(path.join(folder, kind)).filter((file) => file.endsWith('.yaml')).sort()) check(path.join(folder, kind, file), schemaOf[kind]);
  }
}
console.log(`${checked} manifests checked, ${wrong} do not fit.`);
process.exitCode = wrong > 0 || checked === 0 ? 1 : 0;
