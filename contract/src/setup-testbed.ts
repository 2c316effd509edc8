import { startHub } from 'testbed'
import { inject } from 'vitest'
import './project-hub.ts'
import { describeHub } from './setup.ts'

const { version, baseUrl = '/' } = inject('contractHub')

await describeHub((settings) =>
  startHub({ version, baseUrl, config: { JupyterHub: { ...settings } } }),
)
