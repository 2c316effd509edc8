// What takes more than a request or two. Loaded on first use, all at once: most programs only ask and tell.
export { deleteWithServers } from './lifecycle/delete-user.ts'
export { ensureAbsent, ensureRunning, ensureStopped, restart, status } from './lifecycle/ensure.ts'
export { ensureAll } from './lifecycle/many.ts'
export { createMany } from './batch/create-many.ts'
