/** The hub's version, PEP 440 and not semver: `5.5.1`, `6.0.0b2`. */
export interface HubVersion {
  readonly version: string
}

/** Name of a Python class and the version of its package, which may be `unknown`. */
export interface HubComponent {
  readonly class: string
  readonly version: string
}

/** What a hub is made of. */
export interface HubInfo {
  /** The hub's version, PEP 440. */
  readonly version: string
  /** Python's version, as `sys.version` has it. */
  readonly python: string
  /** Path of the Python that runs the hub. */
  readonly sys_executable: string
  readonly spawner: HubComponent
  readonly authenticator: HubComponent
}
