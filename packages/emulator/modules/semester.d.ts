import type { HubOptions } from './options.ts'
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
export declare function semester(
  options: SemesterOptions,
): Required<Pick<HubOptions, 'users' | 'groups'>>
//# sourceMappingURL=semester.d.ts.map
