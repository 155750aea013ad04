/** Why a record of a person stays for a time though he asked to be forgotten, and for how many years. */
export const legalBases = {
  /** Who had which car from the maker 召回: the rules on recalls of defective cars. */
  RECALL_RECORDS: { years: 10 },
  /** What was sold to whom for how much 会计档案: the rules on accounting records. */
  ACCOUNTING_RECORDS: { years: 30 },
  /** That consent was given or withdrawn: PIPL art. 14 and GDPR art. 7 (1). */
  PROOF_OF_CONSENT: { years: 3 },
  /** Who was shown what of the person 处理情况记录: PIPL art. 56, GDPR art. 5 (2). */
  PROCESSING_RECORDS: { years: 3 },
} as const

export type LegalBasis = keyof typeof legalBases
