/** So many servers are begun at once unless told otherwise: as by the client's batches, and by jupyterhub-idle-culler. */
export const defaultConcurrency = 10
