export { makeEnvironment } from './environment.ts'
export { TestbedError } from './errors.ts'
export type { Exchange } from './fault-proxy/exchange.ts'
export { startFaultProxy } from './fault-proxy.ts'
export type { FaultProxy } from './fault-proxy.ts'
export type { CutPoint, Fault } from './fault-proxy/faults.ts'
export { startHub } from './hub.ts'
export type { HubOptions, RunningHub } from './hub.ts'
export type { Aim, Injection } from './fault-proxy/injections.ts'
export { install, installIdleCuller } from './install.ts'
export { freePorts } from './ports.ts'
export type {
  RecordedAnswer,
  RecordedExchange,
  WireAnswer,
  WireRequest,
} from './recorder/exchange.ts'
export { makeRecorder } from './recorder/record.ts'
export type { Recorder } from './recorder/record.ts'
export { replay } from './recorder/replay.ts'
export { serviceNames } from './run.ts'
export type { HubBind, HubConfig } from './run.ts'
export { seed } from './seed.ts'
export { idleCullerVersion, installable, realServersVersion, versions } from './versions.ts'
