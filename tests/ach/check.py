"""Second reckoning: works every field of tables.jsonl anew from the cells, and the lines of worked.md too."""
import json, re, sys
from decimal import Decimal as D, getcontext
from fractions import Fraction
getcontext().prec = 40
R = D(2).sqrt()
W = {'low': 1 / R, 'medium': D(1), 'high': R}
BAD = {'I': -1, 'II': -2}
MAP = {'CC': 2, 'C': 1, 'N': 0, 'I': -1, 'II': -2}
TOL = D('1e-9')
ok = True
def same(what, got, said):
    global ok
    if got != said:
        ok = False; print('DIFFERS', what, 'reckoned', got, 'written', said)
def near(what, got, said):
    global ok
    if abs(D(got) - D(said)) >= TOL:
        ok = False; print('DIFFERS', what, 'reckoned', got, 'written', said)
def scores(k, ev):
    s = [D(0)] * k
    for e in ev:
        w = W[e['credibility']] * W[e['relevance']]
        for j, c in enumerate(e['cells']): s[j] += BAD.get(c, 0) * w
    return s
def groups(s):
    out = []
    for j in sorted(range(len(s)), key=lambda j: (-s[j], j)):
        if out and abs(s[out[-1][0]] - s[j]) < TOL: out[-1].append(j)
        else: out.append([j])
    return [sorted(g) for g in out]
tabs = [json.loads(l, parse_float=D) for l in open('tables.jsonl', encoding='utf-8')]
KEYS = ['id','title','hypotheses','evidence','scores','order','diagnosticity','non_diagnostic','sensitive_items','sensitive_sources']
for l in open('tables.jsonl', encoding='utf-8'):
    for m in re.findall(r'"scores":\[(.*?)\]', l):
        for x in m.split(','):
            if not re.fullmatch(r'\s*(0|-[1-9]\d*|-0)\.\d{12}', x): ok = False; print('form', x)
work = open('worked.md', encoding='utf-8').read()
sec = {m.group(1): m.group(2) for m in re.finditer(r'^## (t\d\d)(.*?)(?=^## |\Z)', work, re.S | re.M)}
gap = None
for t in tabs:
    i, k, ev = t['id'], len(t['hypotheses']), t['evidence']
    same(i + ' keys', list(t), KEYS)
    for e in ev:
        same(i + ' width', len(e['cells']), k)
        assert all(c is None or c in MAP or c == 'NA' for c in e['cells']) and {e['credibility'], e['relevance']} <= set(W)
    s = scores(k, ev); base = groups(s)
    for j in range(k): near(f'{i} score h{j}', s[j], t['scores'][j])
    same(i + ' number of scores', len(t['scores']), k)
    same(i + ' order', base, t['order'])
    nd = []
    same(i + ' number of variances', len(t['diagnosticity']), len(ev))
    for n, e in enumerate(ev):
        v = [MAP[c] for c in e['cells'] if c in MAP]
        if len(v) < 2: same(f'{i} var e{n}', None, t['diagnosticity'][n]); continue
        m = Fraction(sum(v), len(v)); var = sum((x - m) ** 2 for x in v) / len(v)
        near(f'{i} var e{n}', D(var.numerator) / D(var.denominator), t['diagnosticity'][n])
        if len(set(v)) == 1: nd.append(n)
    same(i + ' non_diagnostic', nd, t['non_diagnostic'])
    same(i + ' items', [n for n in range(len(ev)) if groups(scores(k, ev[:n] + ev[n+1:])) != base], t['sensitive_items'])
    src = list(dict.fromkeys(e['source'] for e in ev))
    same(i + ' sources', [q for q in src if groups(scores(k, [e for e in ev if e['source'] != q])) != base], t['sensitive_sources'])
    trials = [ev] + [ev[:n] + ev[n+1:] for n in range(len(ev))] + [[e for e in ev if e['source'] != q] for q in src]
    for tr in trials:
        z = scores(k, tr)
        for a in range(k):
            for b in range(a):
                d = abs(z[a] - z[b])
                if d > D('1e-30') and (gap is None or d < gap): gap = d
    lines = re.findall(r'^- h(\d+): (.*)$', sec[i], re.M)
    same(i + ' worked lines', [int(a) for a, _ in lines], list(range(k)))
    for a, line in lines:
        j = int(a)
        said = {int(x) for x in re.findall(r'\[e(\d+)\]', line)}
        same(f'{i} worked h{j} terms', said, {n for n, e in enumerate(ev) if e['cells'][j] in BAD})
        name = {'low': '1/√2', 'medium': '1', 'high': '√2'}
        for n, term in re.findall(r'\[e(\d+)\] (\S+)', line):
            e = ev[int(n)]
            same(f'{i} worked h{j} e{n}', f"−{-BAD[e['cells'][j]]}×{name[e['credibility']]}×{name[e['relevance']]}", term)
        parts = [p.strip() for p in re.sub(r'\[e\d+\]', '', line).split('=')]
        for p in parts:
            x = re.sub(r'(?<![\w.])(\d+(?:\.\d+)?)', r'D("\1")', p.replace('−', '-').replace('×', '*')).replace('√D("2")', 'R')
            near(f'{i} worked h{j} "{p}"', eval(x, {'D': D, 'R': R}), s[j])
        same(f'{i} worked h{j} last', D(parts[-1].replace('−', '-')), D(str(t['scores'][j])))
print(len(tabs), 'tables;', 'all agree' if ok else 'NOT all agree')
print('smallest true gap between two untied scores, in any full or reduced table:', f'{gap:.6f}')
sys.exit(not ok)
