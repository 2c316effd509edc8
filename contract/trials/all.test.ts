// Every trial, in the order in which it runs. Each starts a hub of its own.
import './killed-hub.ts'
import './spawn-queue.ts'
import './ready-latency.ts'
import './faults.ts'
import './examples.ts'
import './cookies.ts'
import './interleavings.ts'
import './walks.ts'
