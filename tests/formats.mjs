// formats.mjs - shows what readers that others wrote find in Parquet and Arrow files; formats.py compares it
//
//     node formats.mjs PACKAGES READER FILE [READER FILE ...]     PACKAGES: folder of node_modules; READER: arrow, hyparquet, wasm, duckdb
//
// Prints a line of JSON for each: {"names": [...], "kinds": [...], "rows": [[...], ...], "batches": N}, or {"error": ...}. Kinds are number, text, bool, day, moment and
// moment_utc; a cell is null or its text: numbers exact, dates as YYYY-MM-DD, moments in microseconds since 1970.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import path from 'node:path'

const [packages, ...pairs] = process.argv.slice(2)
const require = createRequire(path.join(path.resolve(packages), 'package.json'))
const load = async (name, inner) => import(pathToFileURL(inner ? path.join(path.resolve(packages), 'node_modules', name, inner) : require.resolve(name)).href)

const plain = (units, decimals) => {
    const sign = units < 0n ? '-' : ''
    const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
    return decimals ? sign + digits.slice(0, -decimals) + '.' + digits.slice(-decimals) : sign + digits
}
const day = days => new Date(days * 86400000).toISOString().slice(0, -14)
const real = v => Object.is(v, -0) ? '-0.0' : String(v)

async function arrow(file, bytes = readFileSync(file)) {
    const { tableFromIPC, Type } = await load('apache-arrow')
    const table = tableFromIPC(bytes)
    const rows = Array.from({ length: table.numRows }, () => [])
    const kinds = []
    table.schema.fields.forEach((field, c) => {
        const id = field.type.typeId
        kinds.push(id === Type.Utf8 ? 'text' : id === Type.Bool ? 'bool' : id === Type.Date ? 'day' :
            id === Type.Timestamp ? (field.type.timezone === 'UTC' ? 'moment_utc' : 'moment') : 'number')
        let at = 0
        const column = table.getChildAt(c)
        for (const data of column.data)
            for (let i = 0; i < data.length; i++, at++) {
                const missing = data.nullCount > 0 && !(data.nullBitmap[i >> 3] >> (i & 7) & 1)
                let v = null
                if (missing) v = null
                else if (id === Type.Decimal) {
                    const w = data.values.subarray(4 * i, 4 * i + 4)
                    const units = BigInt.asIntN(128, BigInt(w[0]) | BigInt(w[1]) << 32n | BigInt(w[2]) << 64n | BigInt(w[3]) << 96n)
                    v = plain(units, field.type.scale)
                } else if (id === Type.Float) v = real(data.values[i])
                else if (id === Type.Int || id === Type.Timestamp) v = data.values[i].toString()
                else if (id === Type.Date) v = day(data.values[i])
                else if (id === Type.Bool) v = String(column.get(at))
                else v = column.get(at)
                if (missing !== (column.get(at) === null)) throw new Error('null bits differ')
                rows[at].push(v)
            }
        if (!field.nullable && column.nullCount) throw new Error('missing cells in a column that has none')
    })
    return { names: table.schema.fields.map(f => f.name), kinds, rows, batches: table.batches.length }
}

async function hyparquet(file) {
    const { parquetMetadata, parquetReadObjects, parquetSchema } = await load('hyparquet', 'src/index.js')
    const bytes = readFileSync(file)
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const metadata = parquetMetadata(buffer)
    const fields = parquetSchema(metadata).children.map(c => c.element)
    const kinds = fields.map(f => {
        const t = f.logical_type?.type
        return t === 'STRING' ? 'text' : f.type === 'BOOLEAN' ? 'bool' : t === 'DATE' ? 'day' :
            t === 'TIMESTAMP' ? (f.logical_type.isAdjustedToUTC ? 'moment_utc' : 'moment') : 'number'
    })
    const parsers = { timestampFromMicroseconds: v => v.toString(), dateFromDays: v => day(v) }
    const objects = fields.length ? await parquetReadObjects({ file: buffer, parsers, compressors: {} }) : []
    const show = (v, k) => v === null || v === undefined ? null : kinds[k] === 'number' && typeof v === 'number' ? real(v) : String(v)
    // statistics must hold
    const starts = []
    metadata.row_groups.reduce((at, g) => (starts.push(at), at + Number(g.num_rows)), 0)
    metadata.row_groups.forEach((group, g) => group.columns.forEach((chunk, c) => {
        const s = chunk.meta_data.statistics
        const cells = objects.slice(starts[g], starts[g] + Number(group.num_rows)).map(o => o[fields[c].name])
        const there = cells.filter(v => v !== null && v !== undefined)
        if (Number(s.null_count) !== cells.length - there.length) throw new Error(`null_count of ${fields[c].name}`)
        if (s.min_value === undefined || kinds[c] === 'moment' || kinds[c] === 'moment_utc' || kinds[c] === 'day') return
        const low = kinds[c] === 'text' ? Buffer.from(s.min_value) : s.min_value, high = kinds[c] === 'text' ? Buffer.from(s.max_value) : s.max_value
        const order = kinds[c] === 'text' ? (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) : (a, b) => a < b ? -1 : a > b ? 1 : 0
        const least = there.reduce((a, b) => order(a, b) <= 0 ? a : b), most = there.reduce((a, b) => order(a, b) >= 0 ? a : b)
        if (order(least, low) !== 0 || order(most, high) !== 0) throw new Error(`statistics of ${fields[c].name}: ${low} ${high}, but ${least} ${most}`)
    }))
    return { names: fields.map(f => f.name), kinds, rows: objects.map(o => fields.map((f, k) => show(o[f.name], k))), batches: metadata.row_groups.length }
}

// parquet-wasm, the Parquet reader of arrow-rs, gives Arrow
async function wasm(file) {
    const { ParquetFile, readParquet } = (await load('parquet-wasm', 'node/parquet_wasm.js')).default
    const bytes = new Uint8Array(readFileSync(file))
    const batches = (await ParquetFile.fromFile(new Blob([bytes]))).metadata().numRowGroups()
    return { ...await arrow(file, readParquet(bytes).intoIPCStream()), batches }
}

async function duckdb(file) {
    const { DuckDBInstance } = await load('@duckdb/node-api')
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    await connection.run("SET TimeZone='UTC'").catch(() => {})
    const source = `'${file.replaceAll("'", "''")}'`
    const described = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`)).getRows()
    const kinds = described.map(r => r[1] === 'VARCHAR' ? 'text' : r[1] === 'BOOLEAN' ? 'bool' : r[1] === 'DATE' ? 'day' :
        r[1] === 'TIMESTAMP' ? 'moment' : r[1] === 'TIMESTAMP WITH TIME ZONE' ? 'moment_utc' : 'number')
    const name = n => `"${n.replaceAll('"', '""')}"`
    const cells = described.map((r, k) => kinds[k].startsWith('moment') ? `CAST(epoch_us(${name(r[0])}) AS VARCHAR)` : `CAST(${name(r[0])} AS VARCHAR)`)
    const result = await connection.runAndReadAll(`SELECT ${cells.join(', ')} FROM ${source}`)
    const groups = (await connection.runAndReadAll(`SELECT count(DISTINCT row_group_id) FROM parquet_metadata(${source})`)).getRows()[0][0]
    // a filter on each column's smallest value makes DuckDB use statistics
    for (const [n] of described.slice(0, 40)) {
        const q = `SELECT count(*) FROM ${source} WHERE ${name(n)} = (SELECT max(${name(n)}) FROM ${source})`
        const w = `SELECT count(*) FROM (SELECT ${name(n)} AS x, max(${name(n)}) OVER () AS m FROM ${source}) WHERE x = m`
        const [a, b] = [(await connection.runAndReadAll(q)).getRows()[0][0], (await connection.runAndReadAll(w)).getRows()[0][0]]
        if (a !== b) throw new Error(`a filter finds ${a} rows of ${b}: ${n}`)
    }
    return { names: described.map(r => r[0]), kinds, rows: result.getRows(), batches: Number(groups) }
}

for (let k = 0; k < pairs.length; k += 2) {
    const found = await { arrow, hyparquet, wasm, duckdb }[pairs[k]](pairs[k + 1]).catch(e => ({ error: String(e.stack) }))
    process.stdout.write(JSON.stringify(found) + '\n')
}
