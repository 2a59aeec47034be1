// Checks documents of the Atlassian document format against the JSON Schema that Atlassian publishes, with a validator that is not ours.
//   node tests/Npm/check-documents.cjs <folder with node_modules> <file with a document a line>
// Each document that does not fit is a line with what is wrong; the last line says how many were checked. Exit code 1 where one does not fit.
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

const [modules, file] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(modules), 'x.js'));
const Ajv = load('ajv-draft-04').default;

// Of the many alternatives of a node, errors of all would be thousands of lines; without them the place is known all the same.
const fits = new Ajv({ allErrors: false, strict: false }).compile(load('@atlaskit/adf-schema/dist/json-schema/v1/full.json'));
let checked = 0;
let wrong = 0;
for (const line of fs.readFileSync(file, 'utf8').split('\n').filter((text) => text.length > 0)) {
  checked++;
  let problems = [];
  try {
    if (!fits(JSON.parse(line))) problems = fits.errors.map((error) => `${error.instancePath || '/'} ${error.message}`);
  } catch (error) {
    problems = [error.message];
  }
  if (problems.length === 0) continue;
  wrong++;
  const deepest = problems.sort((one, other) => other.length - one.length)[0];
  console.log(`document ${checked}: ${deepest}: ${line.slice(0, 500)}`);
}
console.log(`${checked} documents checked, ${wrong} do not fit.`);
process.exitCode = wrong > 0 || checked === 0 ? 1 : 0;
