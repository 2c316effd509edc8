import { JupyterHub } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { makeRecorder } from '../src/recorder.ts'
import type { Note } from '../src/results.ts'
import { findSecrets } from '../src/secrets.ts'
import { witness } from '../src/witness.ts'

const url = 'http://hub.example/'
const apiUrl = `${url}hub/api`

/** A recorder whose notes can be read. */
function open() {
  const notes: Record<Note, string> = {
    expected: '',
    sent: '',
    secrets: '',
    errors: '',
    objects: '',
    report: '',
  }
  const recorder = makeRecorder((note, text) => {
    notes[note] += text
  }, apiUrl)
  return { notes, recorder }
}

const answer = (status: number, body: object) => () =>
  Promise.resolve(Response.json(body, { status, headers: { 'x-jupyterhub-version': '6.0.1' } }))

describe('the witness', () => {
  test('notes the hub, its lists, and every way in which they fail', async () => {
    const { notes, recorder } = open()
    const fetch = answer(404, { status: 404, message: 'there is no such thing' })
    const hub = witness(new JupyterHub({ url, token: 'token-of-the-hub', fetch }), recorder)
    expect(notes.objects).toContain('JupyterHub')
    await expect(hub.users.get('ada')).rejects.toThrow('no such thing')
    const { groups } = hub.with({})
    await expect(groups.list().toArray()).rejects.toThrow('no such thing')
    await expect(hub.users.list().pages()[Symbol.asyncIterator]().next()).rejects.toThrow('no such')
    expect(() => hub.users.list({ limit: 0 })).toThrow('limit')
    expect(notes.errors.split('=== ')).toHaveLength(5)
    expect(notes.errors).toContain('/users/ada')
  })

  test('gives what the hub gives', async () => {
    const { recorder } = open()
    const hub = witness(
      new JupyterHub({ url, token: null, fetch: answer(200, { name: 'ada' }) }),
      recorder,
    )
    expect(hub).toBeInstanceOf(JupyterHub)
    expect(hub.apiUrl).toBe(apiUrl)
    expect(await hub.users.get('ada')).toEqual({ name: 'ada' })
  })
})

describe('secrets', () => {
  test('that an answer brings are remembered', async () => {
    const { notes, recorder } = open()
    const original = globalThis.fetch
    globalThis.fetch = () =>
      Promise.resolve(
        Response.json(
          { token: 'minted-token' },
          { headers: { 'set-cookie': 'session=cookie-value; Path=/' } },
        ),
      )
    try {
      await recorder.fetch(`${apiUrl}/users/ada/tokens`, { method: 'POST' })
    } finally {
      globalThis.fetch = original
    }
    expect(notes.secrets).toBe('"cookie-value"\n"minted-token"\n')
    expect(notes.sent).toBe('POST /users/{user}/tokens\n')
  })

  test('are found in what was printed, however they are written', () => {
    const secret = 'top/secret+value'
    const found = findSecrets(
      [secret],
      [
        { name: 'plain', text: `token ${secret}` },
        { name: 'encoded', text: '?token=top%2Fsecret%2Bvalue' },
        { name: 'base64', text: Buffer.from(secret).toString('base64') },
        { name: 'clean', text: 'top secret value' },
      ],
    )
    expect(found.map((sentence) => sentence.split(':')[0])).toEqual(['plain', 'encoded', 'base64'])
    for (const sentence of found) expect(sentence).not.toContain(secret)
  })
})
