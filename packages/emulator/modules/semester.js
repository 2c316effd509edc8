/**
 * The people of a semester, for a hub to start with: `createHub(semester({ students: 10_000 }))`. There are `admin`, a
 * `teacher-01` for each course, `student-00001` and so on, and groups `course-01` and so on, always with the same members.
 */
export function semester(options) {
  const { students, courses = 20, coursesPerStudent = 3, token } = options
  const names = numbered('student', students, 5)
  const admin = { name: 'admin', admin: true, ...(token !== undefined && { token }) }
  const groups = numbered('course', courses, 2).map((name, course) => {
    const teacher = name.replace('course', 'teacher')
    const members = names.filter((_, index) => takes(index, course, courses, coursesPerStudent))
    return { name, users: [teacher, ...members] }
  })
  const teachers = groups.map(({ users: [teacher = ''] = [] }) => teacher)
  return { users: [admin, ...teachers, ...names], groups }
}
/** Students take courses that follow one another, each student beginning with the next. */
const takes = (student, course, courses, each) =>
  (course - (student % courses) + courses) % courses < each
const numbered = (kind, count, digits) =>
  Array.from({ length: count }, (_, index) => `${kind}-${String(index + 1).padStart(digits, '0')}`)
//# sourceMappingURL=semester.js.map
