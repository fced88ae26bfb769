// Runs the program as WebAssembly: `node run.mjs FILE`.
import { readFileSync } from 'node:fs'

const host = {
    write: (text, length) => process.stdout.write(Buffer.from(instance.exports.memory.buffer, text, length).toString()),
}
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), { host })
instance.exports.run()
