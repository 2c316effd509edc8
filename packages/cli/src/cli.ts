#!/usr/bin/env node
import { version } from './version.ts'

const [first, ...rest] = process.argv.slice(2)

// What scripts ask most is answered before anything is loaded.
if (first === '--version' && rest.length === 0) {
  process.stdout.write(`${version}\n`)
} else {
  void import('./main.ts').then(({ main }) => main())
}
