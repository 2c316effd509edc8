import { readFileSync } from 'node:fs'

const user = JSON.parse(readFileSync(new URL('user.json', import.meta.url), 'utf8'))

// Split around the name, so that a million different ones cost their generator next to nothing.
const [head, tail] = JSON.stringify({ ...user, name: '\u0000' }).split('\\u0000')

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
