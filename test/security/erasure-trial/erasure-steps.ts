import pg from 'pg'
import type { KillableSubgraphs } from '../../kit/killable-subgraphs.ts'

/** A place at which an erasure can break off: before a statement that writes, or before its transaction commits. */
export interface ErasureStep {
  readonly subgraph: string
  /** Which write of its transaction it is, from 1. */
  readonly nth: number
  /** Such as `DELETE sales.lead`, or `COMMIT`. */
  readonly what: string
}

/** Lets erasures be followed through their steps, and be held at one of them. */
export interface SteppedErasures {
  /** The steps that were taken since the beginning, first first, each once. */
  steps(): Promise<readonly ErasureStep[]>
  /** Holds the next erasure when it comes to a step; `reached` says when, `release` lets whatever is left of it go on. */
  holdAt(step: ErasureStep): Promise<{ reached(): Promise<void>; release(): Promise<void> }>
}

/** The lock at which a held erasure waits. */
const lock = 3_141_592

/**
 * Triggers on all tables: a transaction that holds the record of an erasure for writing notes each of its writes, and
 * waits at the one at which it is to be held.
 */
const triggers = `
  create schema trial;
  create table trial.step (place bigint generated always as identity, subgraph text, nth int, what text);
  create table trial.hold (subgraph text, nth int, what text);
  create function trial.reach() returns trigger language plpgsql security definer as $$
  declare
    here trial.hold;
  begin
    if exists (select from pg_locks where pid = pg_backend_pid() and relation = 'platform.erasure'::regclass
      and mode in ('RowShareLock', 'RowExclusiveLock'))
    then
      here := (
        (select replace(schema_name, '_', '-') from platform.login where role_name = session_user),
        coalesce(nullif(current_setting('trial.nth', true), ''), '0')::int + 1,
        case tg_when when 'AFTER' then 'COMMIT' else format('%s %s.%s', tg_op, tg_table_schema, tg_table_name) end);
      perform set_config('trial.nth', here.nth::text, true);
      insert into trial.step (subgraph, nth, what) values (here.*);
      if exists (select from trial.hold where hold = here) then
        perform pg_advisory_xact_lock_shared(${lock});
      end if;
    end if;
    return null;
  end $$;
  do $$ declare name text; begin
    for name in
      select oid::regclass::text from pg_class where relkind = 'r'
        and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'trial')
    loop
      execute format('create trigger reach before insert or update or delete on %s execute function trial.reach()', name);
    end loop;
  end $$;
  create constraint trigger reach_commit after insert on platform.erasure deferrable initially deferred
    for each row execute function trial.reach();
  create constraint trigger reach_commit after delete on platform.delivery deferrable initially deferred
    for each row execute function trial.reach();`

export async function stepErasures({ sql, databaseUrl }: KillableSubgraphs): Promise<SteppedErasures> {
  await sql(triggers)
  return {
    steps: () =>
      sql<ErasureStep>(`select subgraph, nth, what from trial.step group by subgraph, nth, what order by min(place)`),
    async holdAt({ subgraph, nth, what }) {
      const holder = new pg.Client({ connectionString: databaseUrl })
      holder.on('error', () => {})
      await holder.connect()
      await holder.query(`select pg_advisory_lock(${lock})`)
      await sql(`insert into trial.hold values ($1, $2, $3)`, [subgraph, nth, what])
      return {
        async reached() {
          const deadline = Date.now() + 20_000
          while ((await sql(`select from pg_locks where objid = ${lock} and not granted`)).length === 0)
            if (Date.now() > deadline) throw new Error(`no erasure came to ${what} of ${subgraph}`)
          // Only this one is held: when it is tried again it goes through.
          await sql(`delete from trial.hold`)
        },
        release: () => holder.end(),
      }
    },
  }
}
