/**
 * A user as hub 5 sends it: a student in a few groups with no server, about 0.4 kB of JSON. Split around the name, so
 * that a million different ones cost their generator next to nothing.
 */
const [head, tail] = JSON.stringify({
  kind: 'user',
  name: '\u0000',
  admin: false,
  roles: ['user', 'course-reader'],
  groups: [
    'physics-101-autumn-2026',
    'physics-101-lab-b',
    'mathematics-2-autumn-2026',
    'library-members',
  ],
  server: null,
  pending: null,
  created: '2026-01-12T09:14:03.120394Z',
  last_activity: '2026-11-20T16:40:11.902417Z',
  servers: {},
  auth_state: null,
}).split('\\u0000')

/** Headers that a hub answers with. */
export const hubHeaders = {
  'content-type': 'application/json',
  'x-jupyterhub-version': '5.5.1',
}

/** JSON of the user of that name. */
export const userJson = (name) => `${head}${name}${tail}`

/** JSON of a page of users, as the hub answers the pagination `Accept`. */
export function pageJson(offset, limit, total) {
  const end = Math.min(offset + limit, total)
  let items = ''
  for (let number = offset; number < end; number += 1) {
    items += `${number === offset ? '' : ','}${userJson(`student-${number}`)}`
  }
  const url = `http://hub.test/hub/api/users?offset=${end}&limit=${limit}`
  const next = end < total ? JSON.stringify({ offset: end, limit, url }) : 'null'
  return `{"items":[${items}],"_pagination":{"offset":${offset},"limit":${limit},"total":${total},"next":${next}}}`
}
