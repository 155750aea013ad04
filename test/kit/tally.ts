import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with one plain line that machines read: `12 passed, 0 failed`, and the skipped when there are any. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const count = (state: string): number => tests.filter(test => test.result().state === state).length
    // A file that can't be loaded, or a set-up that fails, takes its tests away without a failed one.
    const broken = modules.filter(module => !module.ok() && [...module.children.allTests('failed')].length === 0)
    const skipped = count('skipped')
    const failed = count('failed') + broken.length + errors.length
    process.once('exit', () =>
      process.stdout.write(
        `${count('passed')} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}\n`,
      ),
    )
  }
}
