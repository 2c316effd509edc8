/** Works on all jobs, so many at a time, and gives what came of each in the order of the jobs. */
export async function atATime<Job, Result>(
  count: number,
  jobs: readonly Job[],
  work: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  // Shared by the workers, so that each job is taken once.
  const waiting = jobs.entries()
  const worker = async (): Promise<void> => {
    for (const [index, job] of waiting) results[index] = await work(job)
  }
  await Promise.all(Array.from({ length: count }, worker))
  return results
}
