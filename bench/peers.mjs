// peers.mjs - the peers that npm has, for bench/peers.py
//
//     node peers.mjs PACKAGES CASE [ARGUMENTS]        PACKAGES: folder of node_modules
//
//     versions              {"node": V, "duckdb": V, "faker-js": V}
//     facts TABLE           {"rows": N, "columns": {NAME: {"missing": N, "min": X, "max": X, "mean": X}}}; the last three of numbers
//     summarize TABLE       SUMMARIZE of all columns
//     copy ROWS FILE        a customers table of 11 columns, drawn by SQL and written as CSV
//     faker ROWS FILE       the same by @faker-js/faker, a row joined of 11 calls
//
// The last three print {"work_s": S}: CPU time of the work alone, without the start of node or DuckDB. DuckDB has one thread and
// no file of its own.
import { createRequire } from 'node:module'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import path from 'node:path'

const [packages, name, ...args] = process.argv.slice(2)
const folder = path.resolve(packages)
const require = createRequire(path.join(folder, 'package.json'))
const load = async wanted => import(pathToFileURL(require.resolve(wanted)).href)
const version = wanted => JSON.parse(readFileSync(path.join(folder, 'node_modules', wanted, 'package.json'))).version

const quoted = text => `'${text.replaceAll("'", "''")}'`
const pick = words => `[${words.map(quoted).join(',')}][1 + floor(random() * ${words.length})::INT]`
const bell = (mean, std, least, most) => `greatest(${least}, least(${most}, ${mean} + ${std} * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())))`
const whole = (least, count) => `(${least} + floor(random() * ${count})::INT)`

const first = ['Alice', 'Daniel', 'Emma', 'George', 'Laura', 'Mark', 'Sarah', 'Thomas']
const last = ['Adams', 'Baker', 'Clark', 'Evans', 'Hill', 'Jones', 'Miller', 'White']
const notes = ['asked for invoice', 'order paid', 'call again next week', 'wants visit', 'letter returned', 'new offer sent', 'billing changed', 'no reply']
const shares = { London: 22, Paris: 18, Madrid: 17, Berlin: 13, Vienna: 11, 'Rio de Janeiro': 9, Oslo: 6, Rome: 4 }
const cities = Object.entries(shares).flatMap(([city, percent]) => Array(percent).fill(city))

const customers = rows => `
    SELECT i + 1 AS customer_id, a || ' ' || b AS name, ${bell(41, 13, 18, 86)}::INT AS age, round(${bell(56000, 26000, 8000, 200000)}, 2) AS salary,
        ${pick(cities)} AS city, lower(a) || '.' || lower(b) || ${whole(1, 9999)} || '@example.com' AS email,
        '(' || ${whole(201, 789)} || ') 555-01' || ${whole(10, 90)} AS phone, DATE '2018-01-01' + ${whole(0, 2900)} AS signup_date,
        TIMESTAMP '2025-01-01' + to_seconds(${whole(0, 31536000)}) AS last_login,
        CASE WHEN random() >= 0.05 THEN round(${bell(0.62, 0.17, 0, 1)}, 4) END AS score, CASE WHEN random() >= 0.4 THEN ${pick(notes)} END AS notes
    FROM (SELECT i, ${pick(first)} AS a, ${pick(last)} AS b FROM range(${rows}) t(i))`

async function duckdb() {
    const { DuckDBInstance } = await load('@duckdb/node-api')
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
    return async sql => (await connection.runAndReadAll(sql)).getRowObjectsJson()
}

async function facts(table) {
    const ask = await duckdb(), from = `FROM read_csv(${quoted(table)})`
    const columns = await ask(`DESCRIBE SELECT * ${from}`)
    const isNumber = c => /INT|DOUBLE|DECIMAL|FLOAT/.test(c.column_type)
    const each = columns.flatMap(({ column_name: c, ...type }, i) => [`count(*) - count("${c}") AS missing${i}`,
        ...(isNumber(type) ? [`min("${c}")::DOUBLE AS min${i}`, `max("${c}")::DOUBLE AS max${i}`, `favg("${c}") AS mean${i}`] : [])])
    const [found] = await ask(`SELECT count(*) AS rows, ${each.join(', ')} ${from}`)
    const numbers = i => Object.fromEntries(['min', 'max', 'mean'].map(what => [what, Number(found[what + i])]))
    return { rows: Number(found.rows), columns: Object.fromEntries(columns.map((c, i) =>
        [c.column_name, { missing: Number(found['missing' + i]), ...(isNumber(c) ? numbers(i) : {}) }])) }
}

async function timed(work) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    return { work_s: (user + system) / 1e6 }
}

async function askTimed(sql) {
    const ask = await duckdb()
    return timed(() => ask(sql))
}

function writeFakes(fake, rows, file) {
    const out = openSync(file, 'w')
    let block = 'customer_id,name,age,salary,city,email,phone,signup_date,last_login,score,notes\n'
    fake.seed(42)
    for (let i = 1; i <= rows; i++) {
        block += [i, fake.person.fullName(), fake.number.int({ min: 18, max: 86 }), fake.number.float({ min: 8000, max: 200000, fractionDigits: 2 }),
            fake.helpers.arrayElement(cities), fake.internet.email(), fake.phone.number({ style: 'national' }),
            fake.date.between({ from: '2018-01-01', to: '2025-12-31' }).toISOString().slice(0, 10), fake.date.recent({ days: 365 }).toISOString(),
            fake.number.float({ fractionDigits: 4 }), fake.lorem.words(4)].join(',') + '\n'
        if (block.length >= 262144 || i === rows) writeSync(out, block), block = ''
    }
    closeSync(out)
}

const cases = {
    versions: () => ({ node: process.versions.node, duckdb: version('@duckdb/node-api'), 'faker-js': version('@faker-js/faker') }),
    facts,
    summarize: table => askTimed(`SUMMARIZE SELECT * FROM read_csv(${quoted(table)})`),
    copy: (rows, file) => askTimed(`COPY (${customers(Number(rows))}) TO ${quoted(file)} (FORMAT csv)`),
    faker: async (rows, file) => {
        const { faker: fake } = await load('@faker-js/faker')
        return timed(() => writeFakes(fake, Number(rows), file))
    }
}
console.log(JSON.stringify(await cases[name](...args)))
