import { describe, expect, test } from 'vitest'
import { createHub, semester } from '../src/index.ts'

describe('a semester', () => {
  test('has students, who take courses, and teachers', () => {
    const { state } = createHub(semester({ students: 50, courses: 10, coursesPerStudent: 2 }))
    expect(state.users.size).toBe(1 + 10 + 50)
    expect(state.groups.size).toBe(10)
    const ada = state.users.get('student-00042')
    expect([...(ada?.groups ?? [])].map(({ name }) => name)).toEqual(['course-02', 'course-03'])
    for (const { users } of state.groups.all) expect(users.size).toBe(11)
    const [teacher] = state.groups.get('course-02')?.users ?? []
    expect(teacher?.name).toBe('teacher-02')
  })

  test('may be large', async () => {
    const hub = createHub(semester({ students: 10_000, token: 'of-admin' }))
    const headers = { authorization: 'token of-admin' }
    const response = await hub.fetch('hub/api/groups/course-01', { headers })
    expect(await response.json()).toMatchObject({ users: { length: 1501 } })
  })
})
