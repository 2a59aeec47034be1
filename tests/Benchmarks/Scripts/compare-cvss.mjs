// Compares our CVSS scores with those of the npm package ae-cvss-calculator, of another author and in another language.
//
//   npm install --prefix "$SOMEWHERE" ae-cvss-calculator@1.0.13
//   dotnet run -c Release --project tests/Benchmarks -- cvss-vectors 100000 1 | node tests/Benchmarks/Scripts/compare-cvss.mjs "$SOMEWHERE"
//
// The package reckons with binary fractions, which round to the wrong side where an exact score of 2.0 or 3.0 lies on the
// edge. Where it differs, the equations over whole fractions (exact-cvss.mjs) judge; a score of ours that they do not give is wrong.
//
// A check for development, not a test: the test run needs neither node nor the network.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { exactScores } from './exact-cvss.mjs';

const load = createRequire(resolve(process.argv[2] ?? '.', 'package.json'));
const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = load('ae-cvss-calculator');

function theirs(vector) {
    if (vector.startsWith('CVSS:4.0/')) {
        const scores = new Cvss4P0(vector).calculateScores();
        return { base: scores.baseMetricsOnly ?? scores.base, threat: scores.threat, environmental: scores.overall };
    }

    const scores = new (vector.startsWith('CVSS:3.1/') ? Cvss3P1 : vector.startsWith('CVSS:3.0/') ? Cvss3P0 : Cvss2)(vector).calculateScores();
    return { base: scores.base, threat: scores.temporal, environmental: scores.environmental };
}

const checked = new Map();
let wrong = 0;
for await (const line of createInterface({ input: process.stdin })) {
    const [vector, ...ours] = line.split('\t');
    const version = vector.startsWith('CVSS:') ? vector.slice(5, 8) : '2.0';
    const exact = exactScores(vector);
    const other = Object.values(theirs(vector));
    const count = checked.get(version) ?? { vectors: 0, scores: 0, rounding: 0, wrong: 0 };
    checked.set(version, count);
    count.vectors++;
    count.scores += ours.filter(score => score !== '').length;
    const differs = ours.some((score, place) => score !== '' && Math.abs(Number(score) - other[place]) > 0.04);
    const isExact = exact === null ? !differs : ours.every((score, place) => score === exact[place]);
    count.rounding += differs && isExact ? 1 : 0;
    if (!isExact) {
        count.wrong++;
        if (++wrong <= 20) {
            console.log(`${vector}: ${ours.join(', ')}; theirs ${other.join(', ')}; exact ${exact?.join(', ') ?? 'not reckoned'}`);
        }
    }
}

for (const [version, count] of [...checked].sort()) {
    console.log(`CVSS ${version}: ${count.vectors} vectors, ${count.scores} scores, ${count.wrong} wrong; ${count.rounding} where theirs alone is rounded off the exact score`);
}

process.exit(wrong === 0 && checked.size > 0 ? 0 : 1);
