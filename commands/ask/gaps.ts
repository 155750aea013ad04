import type { AnswerFault } from './ask-gateway.ts'

const parts: Readonly<Record<string, string>> = {
  customer: 'the names of its people',
  sales: 'who bought and owned it',
  service: 'its service history, recalls and cases',
  marketing: 'the campaigns',
  'erp-adapter': 'the car itself, how it was built and where it is',
}

/** What is missing in a story and why, each gap once however many places it left empty. */
export function gapsOf(faults: readonly AnswerFault[]): string[] {
  return [
    ...new Set(
      faults.map(({ message, path, extensions }) => {
        const { serviceName } = extensions ?? {}
        const part = parts[serviceName ?? ''] ?? path?.filter(step => typeof step === 'string').join('.') ?? 'a part'
        return `Missing: ${part}. ${message}`
      }),
    ),
  ]
}
