import { grantableRoles } from '#platform/auth.ts'
import { Fault } from '#platform/errors.ts'
import { StartRefused } from '#platform/start-refused.ts'
import { scopesOfRole } from '../gateway/authorisation/scopes.ts'
import { command, optionsOf } from './command.ts'
import { ownIssuer } from './process-identity.ts'

const usage =
  'npm run token -- --role ROLE [--dealer ID] [--group ID] [--region ID] [--customer ID] [--fleet ID] [--scope "ONE OTHER"] ' +
  '[--name NAME] [--hours 12] [--data DIR] [--curl] [--url http://127.0.0.1:4000]'

/** Prints a token of the development issuer, or a curl line that asks with it. */
await command(async () => {
  const withCurl = process.argv.includes('--curl')
  process.argv = process.argv.filter(argument => argument !== '--curl')
  const { options, args } = optionsOf(
    {
      role: undefined,
      dealer: undefined,
      group: undefined,
      region: undefined,
      customer: undefined,
      fleet: undefined,
      scope: undefined,
      name: undefined,
      hours: '12',
      data: undefined,
      url: 'http://127.0.0.1:4000',
    },
    usage,
  )
  if (options.role === undefined || args.length > 0) throw new StartRefused(`Name one --role.\nUsage: ${usage}`)
  const scopes = options.scope?.split(' ').filter(scope => scope !== '') ?? usualScopes(options.role)
  const hours = Number(options.hours)
  if (!(hours > 0 && hours <= 8760))
    throw new StartRefused(`--hours is "${options.hours}"; it must be a number up to 8760.`)
  const claims = {
    name: options.name ?? `${options.role}@development`,
    role: options.role,
    dealerId: options.dealer,
    dealerGroupId: options.group,
    regionId: options.region,
    customerId: options.customer,
    fleetId: options.fleet,
    scopes,
  }
  const issuer = await ownIssuer(options.data)
  const token = await issuer.token(claims, { seconds: Math.round(hours * 3600) }).catch((error: unknown) => {
    throw error instanceof Fault ? new StartRefused(`${error.message}\nUsage: ${usage}`) : error
  })
  console.log(withCurl ? curl(options.url, token) : token)
})

/** The scopes of a role; an integrator has none but those that he is given. */
function usualScopes(name: string): readonly string[] {
  const role = grantableRoles.find(each => each === name)
  return role === undefined || role === 'integrator' ? [] : scopesOfRole[role]
}

function curl(url: string, token: string): string {
  return `curl -s ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' -d '{"query":"{ dealers(first: 3) { nodes { id name } } }"}'`
}
