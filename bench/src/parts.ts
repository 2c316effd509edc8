/** What can be measured by itself, in the order in which it is. */
export const parts = [
  'throughput',
  'overhead',
  'bundle',
  'import',
  'memory',
  'jobs',
  'scale',
  'emulator',
  'stories',
] as const

/** One of {@link parts}. */
export type Part = (typeof parts)[number]

/** Whether there is a part of that name. */
export const isPart = (name: string): name is Part => parts.some((part) => part === name)
