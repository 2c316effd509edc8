// Loads the module that the first argument names, and tells of every use that it makes of its host meanwhile: of any
// global that is not part of the language, and of any environment variable.
import { runInNewContext } from 'node:vm'

// Without effect, and the same in every host.
const harmless = new Set(['TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams'])
const language = new Set(runInNewContext('Object.getOwnPropertyNames(globalThis)'))
const itself = new Set(['global', 'globalThis'])
const [, , target] = process.argv
const { env } = process
const uses = new Set()
Error.stackTraceLimit = 100

/** Node itself looks at globals and the environment while it loads a module; only other code counts. */
function note(what) {
  const caller = new Error(what).stack.split('\n').find((line) => {
    return line.includes('file://') && !line.includes(import.meta.url)
  })
  if (caller !== undefined) uses.add(`${what} ${caller.trim()}`)
}

const traps = new Proxy(env, {
  get: (variables, name) => (note(`process.env.${String(name)}`), variables[name]),
  has: (variables, name) => (note(`process.env.${String(name)}`), name in variables),
  ownKeys: (variables) => (note('process.env'), Reflect.ownKeys(variables)),
})
Object.defineProperty(process, 'env', { value: traps })

const names = Object.getOwnPropertyNames(globalThis)
for (const name of names) {
  if (language.has(name) || harmless.has(name) || itself.has(name)) continue
  const property = Object.getOwnPropertyDescriptor(globalThis, name)
  if (!property.configurable) continue
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get() {
      note(name)
      return property.get ? property.get.call(globalThis) : property.value
    },
    set(value) {
      note(`${name} =`)
      Object.defineProperty(globalThis, name, { value })
    },
  })
}

await import(target)

for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (!names.includes(name)) uses.add(`new global ${name}`)
}
for (const use of uses) console.log(use)
process.exitCode = uses.size === 0 ? 0 : 1
