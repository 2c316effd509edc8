import { inject } from 'vitest'
import { startEmulator } from './emulator-hub.ts'
import { expectKnownDifferences } from './known-differences.ts'
import './project-hub.ts'
import { describeHub } from './setup.ts'

const { version, baseUrl = '/', label, by = 'socket' } = inject('contractHub')

expectKnownDifferences()
await describeHub((settings) => startEmulator({ version, baseUrl, settings, by }), label)
