import type { ExportGuard } from '#platform/access/export-guard.ts'
import { memoryExportGuard } from '#platform/access/memory-export-guard.ts'
import { config } from '#platform/config.ts'

/** Counts the people whom callers are shown, by EXPORT_LIMIT: in Redis where REDIS_URL names one, else in each process. */
export async function processExportGuard(): Promise<ExportGuard> {
  const { exportLimit: limit, redisUrl: url } = config
  if (url === undefined) return memoryExportGuard({ limit })
  const { redisExportGuard } = await import('#platform/access/redis-export-guard.ts')
  return redisExportGuard({ url, limit })
}
