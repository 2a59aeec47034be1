// The equations of CVSS 2.0 and 3.0 over whole fractions: what they give when nothing is lost to binary numbers.
// Both round at one decimal, 2.0 to the nearest and 3.0 up, so that a number which is a hair off falls on the wrong side.
// Written from the specifications of FIRST and from nothing of ours, so that it can judge.

class Fraction {
    constructor(n, d = 1n) { this.n = n; this.d = d; }
    static of(text) {
        const [whole, part = ''] = String(text).split('.');
        return new Fraction(BigInt(whole + part), 10n ** BigInt(part.length));
    }
    plus(o) { return new Fraction(this.n * o.d + o.n * this.d, this.d * o.d); }
    minus(o) { return new Fraction(this.n * o.d - o.n * this.d, this.d * o.d); }
    times(o) { return new Fraction(this.n * o.n, this.d * o.d); }
    power(e) { return new Fraction(this.n ** BigInt(e), this.d ** BigInt(e)); }
    isBelow(o) { return this.n * o.d < o.n * this.d; }
    floor() { const q = this.n / this.d; return this.n % this.d !== 0n && this.n < 0n ? q - 1n : q; }
}

const f = text => Fraction.of(text), one = f(1), zero = f(0), ten = f(10);
const least = (a, b) => (b.isBelow(a) ? b : a);
const nearest = x => new Fraction(x.times(ten).plus(f('0.5')).floor(), 10n);
const up = x => new Fraction(-new Fraction(-x.n, x.d).times(ten).floor(), 10n);
const shown = x => (x === null ? '' : (Number(x.n) / Number(x.d)).toFixed(1));
const table = (weights, m, key, otherwise = '1') => f(m[key] === undefined ? otherwise : weights[m[key]]);
const has = (m, keys) => keys.some(key => m[key] !== undefined);

const W2 = {
    AV: { L: '0.395', A: '0.646', N: '1' }, AC: { H: '0.35', M: '0.61', L: '0.71' }, Au: { M: '0.45', S: '0.56', N: '0.704' },
    C: { N: '0', P: '0.275', C: '0.66' }, E: { U: '0.85', POC: '0.9', F: '0.95', H: '1' }, RL: { OF: '0.87', TF: '0.9', W: '0.95', U: '1' },
    RC: { UC: '0.9', UR: '0.95', C: '1' }, CDP: { N: '0', L: '0.1', LM: '0.3', MH: '0.4', H: '0.5' }, TD: { N: '0', L: '0.25', M: '0.75', H: '1' },
    R: { L: '0.5', M: '1', H: '1.51' },
};

function exact2(m) {
    const exploitability = f(20).times(table(W2.AV, m, 'AV')).times(table(W2.AC, m, 'AC')).times(table(W2.Au, m, 'Au'));
    const impact = of => f('10.41').times(one.minus(['C', 'I', 'A'].reduce((all, key) => all.times(one.minus(table(W2.C, m, key).times(of(key)))), one)));
    const base = x => (x.n === 0n ? zero : nearest(f('0.6').times(x).plus(f('0.4').times(exploitability)).minus(f('1.5')).times(f('1.176'))));
    const factor = table(W2.E, m, 'E').times(table(W2.RL, m, 'RL')).times(table(W2.RC, m, 'RC'));
    const plain = base(impact(() => one)), score = plain.isBelow(zero) ? zero : plain;
    const temporal = has(m, ['E', 'RL', 'RC']) ? nearest(score.times(factor)) : null;
    let environmental = null;
    if (has(m, ['CDP', 'TD', 'CR', 'IR', 'AR'])) {
        const adjusted = nearest(base(least(ten, impact(key => table(W2.R, m, `${key}R`)))).times(factor));
        const end = nearest(adjusted.plus(ten.minus(adjusted).times(table(W2.CDP, m, 'CDP', '0'))).times(table(W2.TD, m, 'TD')));
        environmental = end.isBelow(zero) ? zero : end;
    }

    return [score, temporal, environmental];
}

const W3 = {
    AV: { N: '0.85', A: '0.62', L: '0.55', P: '0.2' }, AC: { L: '0.77', H: '0.44' }, UI: { N: '0.85', R: '0.62' }, C: { N: '0', L: '0.22', H: '0.56' },
    E: { U: '0.91', P: '0.94', F: '0.97', H: '1' }, RL: { O: '0.95', T: '0.96', W: '0.97', U: '1' }, RC: { U: '0.92', R: '0.96', C: '1' },
    R: { L: '0.5', M: '1', H: '1.5' }, PR: { U: { N: '0.85', L: '0.62', H: '0.27' }, C: { N: '0.85', L: '0.68', H: '0.5' } },
};

function exact30(m) {
    const score = modified => {
        const value = key => (modified ? m[`M${key}`] ?? m[key] : m[key]);
        const need = key => (modified ? table(W3.R, m, `${key}R`) : one);
        let share = one.minus(['C', 'I', 'A'].reduce((all, key) => all.times(one.minus(f(W3.C[value(key)]).times(need(key)))), one));
        if (modified) share = least(share, f('0.915'));
        const isChanged = value('S') === 'C';
        const impact = isChanged
            ? f('7.52').times(share.minus(f('0.029'))).minus(f('3.25').times(share.minus(f('0.02')).power(15)))
            : f('6.42').times(share);
        if (impact.n <= 0n) return zero;
        const exploitability = f('8.22').times(f(W3.AV[value('AV')])).times(f(W3.AC[value('AC')])).times(f(W3.PR[value('S')][value('PR')])).times(f(W3.UI[value('UI')]));
        return up(least(ten, impact.plus(exploitability).times(isChanged ? f('1.08') : one)));
    };
    const factor = table(W3.E, m, 'E').times(table(W3.RL, m, 'RL')).times(table(W3.RC, m, 'RC'));
    const base = score(false);
    const isEnvironmental = Object.keys(m).some(key => key.startsWith('M') || ['CR', 'IR', 'AR'].includes(key));
    return [base, has(m, ['E', 'RL', 'RC']) ? up(base.times(factor)) : null, isEnvironmental ? up(score(true).times(factor)) : null];
}

/** The scores of a vector of 2.0 or 3.0: base, temporal, environmental; null for other versions. */
export function exactScores(vector) {
    const isThree = vector.startsWith('CVSS:3.0/');
    if (vector.startsWith('CVSS:') && !isThree) return null;
    const m = Object.fromEntries((isThree ? vector.slice(9) : vector).split('/').map(part => part.split(':')));
    return (isThree ? exact30(m) : exact2(m)).map(shown);
}
