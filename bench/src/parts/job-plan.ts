/** A way of doing a job. */
export interface Way {
  /** What it is called in the table. */
  readonly name: string
  /** Which function of `measured/hub-jobs.mjs` does it; `culler` is the program of that name. */
  readonly way: 'ours' | 'by hand' | 'one by one' | 'culler'
  /** Users a page or a request. */
  readonly limit?: number
  readonly atATime?: number
  /** The least of the hub's own times in these ways is what ours is compared with, besides its own. */
  readonly isReference?: boolean
  /** Done once only, because it takes long. */
  readonly once?: boolean
}

/** Something that people do with a hub. */
export interface Job {
  readonly name: string
  readonly job: 'list' | 'cull' | 'create' | 'start and stop'
  /** Users it is done with. */
  readonly users: number
  /** Whether it takes users of a name that nobody has yet, or users that exist. */
  readonly names?: 'new' | 'existing'
  readonly rounds: { readonly full: number; readonly quick: number }
  readonly ways: readonly Way[]
}

/** Users that the hub has to begin with. */
export const people = 3000
const started = 30
const created = 1000

/** The way that the budget for lists compares with. */
export const pageByPage = 'page by page'

const reference = (way: Omit<Way, 'isReference' | 'way'>): Way => ({
  ...way,
  way: 'by hand',
  isReference: true,
})

export const jobs: readonly Job[] = [
  {
    name: `list ${people}`,
    job: 'list',
    users: people,
    rounds: { full: 7, quick: 2 },
    ways: [
      { name: 'ours', way: 'ours' },
      { name: pageByPage, way: 'by hand' },
      reference({ name: 'by hand, 200 a page', limit: 200 }),
      reference({ name: 'by hand, 200 a page, 2 at a time', limit: 200, atATime: 2 }),
    ],
  },
  {
    name: `cull decision over ${people}`,
    job: 'cull',
    users: people,
    rounds: { full: 5, quick: 1 },
    ways: [
      { name: 'ours', way: 'ours' },
      { name: pageByPage, way: 'by hand' },
      { name: 'idle-culler', way: 'culler' },
      { name: 'idle-culler, 200 a page', way: 'culler', limit: 200 },
      reference({ name: 'by hand, 200 a page', limit: 200 }),
      reference({ name: 'by hand, 200 a page, 2 at a time', limit: 200, atATime: 2 }),
    ],
  },
  {
    name: `start and stop ${started}`,
    job: 'start and stop',
    users: started,
    names: 'existing',
    rounds: { full: 3, quick: 1 },
    ways: [
      { name: 'ours', way: 'ours' },
      { name: 'one by one', way: 'one by one', once: true },
      reference({ name: 'by hand, 10 at a time', atATime: 10 }),
      reference({ name: 'by hand, 30 at a time', atATime: 30 }),
    ],
  },
  {
    name: `create ${created}`,
    job: 'create',
    users: created,
    names: 'new',
    rounds: { full: 3, quick: 1 },
    ways: [
      { name: 'ours', way: 'ours' },
      { name: 'one by one', way: 'one by one', once: true },
      reference({ name: 'by hand, 200 a request', limit: 200 }),
      reference({ name: 'by hand, 1000 a request', limit: 1000 }),
    ],
  },
]
