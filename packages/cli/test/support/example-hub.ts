import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { atHub, secret } from './terminal.ts'

/** An emulated hub with something of everything, to which somebody is logged in, and files for what takes files. */
export async function exampleHub(): Promise<ReturnType<typeof atHub>> {
  const place = atHub({
    users: [{ name: 'ada', password: 'pw' }, 'grace'],
    groups: [{ name: 'class101', users: ['ada'] }, { name: 'staff' }],
    services: [{ name: 'culler', api_token: 'of-the-culler' }],
  })
  await place.jhub('servers start ada ada/lab')
  await place.jhub('services create grader --admin')
  const stdin = secret
  await place.jhub(`login ${place.hub.url} --with-token --name hub.example.org`, { stdin })
  writeFileSync(join(place.folder, 'properties.json'), '{}')
  writeFileSync(join(place.folder, 'class.csv'), 'name,groups\nada,class101\ngrace,\n')
  writeFileSync(join(place.folder, 'rules.csv'), 'group,timeout\nclass101,2h\n')
  return place
}
