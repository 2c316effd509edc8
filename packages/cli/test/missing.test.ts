import { expect, test } from 'vitest'
import { missingAt } from '../src/errors/missing.ts'

test.each([
  ['/users/nobody', 'there is no user nobody'],
  ['/users/nobody/server?x=1', 'there is no user nobody'],
  ['/users/n%C3%A9o/tokens', 'there is no user néo'],
  ['/users/ada/servers/lab/progress', 'there is no user ada, or no server lab of this user'],
  ['/users/ada/tokens/a1', 'there is no user ada, or no token a1'],
  ['/groups/class101/users', 'there is no group class101'],
  ['/services/culler', 'there is no service culler'],
  ['/users', undefined],
  ['/constructor/x', undefined],
  ['/shares/ada/lab', undefined],
  ['/users/%zz', 'there is no user %zz'],
])('%s: %s', (path, expected) => {
  expect(missingAt(path)).toBe(expected)
})
