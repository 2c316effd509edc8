import type { GroupSeed, HubOptions, UserSeed } from './options.ts'

/** How large a semester is. */
export interface SemesterOptions {
  readonly students: number
  /** 20 unless given. */
  readonly courses?: number
  /** How many courses each student takes: 3 unless given. */
  readonly coursesPerStudent?: number
  /** Token of the user `admin`, who may do everything. */
  readonly token?: string
}

/**
 * The people of a semester, for a hub to start with: `createHub(semester({ students: 10_000 }))`. There are `admin`, a
 * `teacher-01` for each course, `student-00001` and so on, and groups `course-01` and so on, always with the same members.
 */
export function semester(options: SemesterOptions): Required<Pick<HubOptions, 'users' | 'groups'>> {
  const { students, courses = 20, coursesPerStudent = 3, token } = options
  const names = numbered('student', students, 5)
  const admin: UserSeed = { name: 'admin', admin: true, ...(token !== undefined && { token }) }
  const groups = numbered('course', courses, 2).map((name, course): GroupSeed => {
    const teacher = name.replace('course', 'teacher')
    const members = names.filter((_, index) => takes(index, course, courses, coursesPerStudent))
    return { name, users: [teacher, ...members] }
  })
  const teachers = groups.map(({ users: [teacher = ''] = [] }) => teacher)
  return { users: [admin, ...teachers, ...names], groups }
}

/** Students take courses that follow one another, each student beginning with the next. */
const takes = (student: number, course: number, courses: number, each: number): boolean =>
  (course - (student % courses) + courses) % courses < each

const numbered = (kind: string, count: number, digits: number): string[] =>
  Array.from({ length: count }, (_, index) => `${kind}-${String(index + 1).padStart(digits, '0')}`)
