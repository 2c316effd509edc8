import { operations } from 'jupyterhub-client'
import type { Operation, OperationId } from 'jupyterhub-client'
import { goMethods } from './from-go.ts'
import { methods } from './methods.ts'

/** The pages that are made from data, by path below `docs/`. */
export function pages(): Readonly<Record<string, string>> {
  return { 'operations.md': operationsPage(), 'from-go.md': fromGoPage() }
}

function operationsPage(): string {
  const rows = Object.entries<Operation>(operations).map(([id, operation]) => [
    methodsOf(id as OperationId),
    `\`${id}\``,
    scopesOf(operation),
    releases(operation),
    operation.repeat ?? 'idempotent',
  ])
  return page(
    'Operations',
    `Every operation of the hub's API, below \`/hub/api\`. This page is made from the table in
\`packages/client/src/operations.ts\` by \`npm run docs\`.

- **Scopes**: any one of them suffices on hub 6; hub 1.x knows no scopes, but admins.
- **Hubs**: "all" are 1.5 and newer. \`hub.servers.get\` works on all of them: before 6.0 it reads the user.
- \`PUT /users/{user}/server\` is there for completeness: every hub refuses it, as the default server always exists.
- **Repeat**: what happens when an attempt gets no answer, or a proxy's 502, 503 or 504. \`idempotent\` ones are made
  again; \`delete\` too, and a 404 then means that it had worked; \`start\` and \`once\` only if the attempt provably never left.`,
    table(['Method', 'Route', 'Scopes', 'Hubs', 'Repeat'], rows),
  )
}

function fromGoPage(): string {
  const rows = goMethods.map(({ go, operation, ours, differs }) => [
    `\`${go}\``,
    `\`${operation}\``,
    `\`${ours}\``,
    differs,
  ])
  return page(
    'Coming from the Go client',
    `The methods of the Go package \`github.com/black-06/jupyterhub-client\`, and what stands in their place. Each of these
operations is made on real hubs by the contract suite. This page is made by \`npm run docs\`.

Everywhere: names are encoded, a context is \`{ signal }\`, and an error carries the hub's own sentence.`,
    table(['Go', 'Route', 'Here', 'What is different'], rows),
  )
}

const methodsOf = (id: OperationId): string =>
  methods[id]
    .split(', ')
    .map((method) => `\`hub.${method}\``)
    .join(', ')

const scopesOf = ({ scopes }: Operation): string =>
  typeof scopes === 'string' ? scopes : scopes.map((scope) => `\`${scope}\``).join(', ')

function releases({ since, until }: Operation): string {
  if (until !== undefined) return `before ${until}`
  return since === undefined ? 'all' : `${since} and newer`
}

function page(title: string, text: string, body: string): string {
  return `# ${title}\n\n${text}\n\n${body}\n`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
