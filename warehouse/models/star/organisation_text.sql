/*
table:   star.organisation_text
grain:   one spelling of an organisation, as announcements (or corrections of them) write it
key:     programme_code, organisation_text
reads:   star.corrected_statement, config.organisation_name, config.organisation, config.organisation_alias
why:     Identity is an exact key or a declared alias, never similarity. The key comes from the first name that an
  organisation had, so that neither a later renaming nor a later declaration moves it.
unrepeated: organisation_text, organisation_key, name_key, display_name
columns:
  programme_code: the programme in whose announcements it is found
  organisation_text: the organisation as written
  organisation_key: the organisation that is meant
  name_key: the normalised name that decides
  display_name: the spelling without its legal form; the declared name where it is an alias or a misprint
  type_code: company, institution or unknown, as the spelling suggests
  mentions_count: how many statements write it so
*/
with recursive declared as (
    select distinct organisation_name, name_key, renamed_to from config.organisation
),

chain as (
    select organisation_name as first_name, organisation_name, 0 as renamings
    from declared
    where organisation_name not in (select renamed_to from declared where renamed_to is not null)
    union
    select chain.first_name, declared.renamed_to, chain.renamings + 1
    from chain
    inner join declared using (organisation_name)
    where declared.renamed_to is not null and chain.renamings < 20
),

-- The names that configs speaks of; announcements have many more.
named_key as (
    select organisation_name as name, min(name_key) as name_key from declared group by organisation_name
    union all
    select organisation_text, min(name_key)
    from config.organisation_name
    semi join (
        select renamed_to as organisation_text from declared
        union all
        select organisation_name from config.organisation_alias
    ) using (organisation_text)
    where organisation_text not in (select organisation_name from declared)
    group by organisation_text
),

root as (
    select
        coalesce(here.name_key, squeezed(chain.organisation_name)) as name_key,
        min(coalesce(first.name_key, squeezed(chain.first_name))) as root_key
    from chain
    left join named_key as here on here.name = chain.organisation_name
    left join named_key as first on first.name = chain.first_name
    group by all
),

alias as (
    select alias_key, min(coalesce(named_key.name_key, squeezed(organisation_name))) as name_key,
        min(organisation_name) as organisation_name
    from config.organisation_alias
    left join named_key on named_key.name = organisation_name
    group by alias_key
),

written as (
    select programme_code, organisation_text, count(*) as mentions_count
    from star.corrected_statement
    where organisation_text is not null
    group by all
),

-- A spelling that only a correction knows has no computed key yet.
keyed as (
    select
        written.*,
        coalesce(name.name_key, named_key.name_key, squeezed(written.organisation_text)) as own_key,
        coalesce(name.display_name, written.organisation_text) as display_name,
        coalesce(name.type_code, 'unknown') as type_code
    from written
    left join config.organisation_name as name using (organisation_text)
    left join named_key on named_key.name = written.organisation_text
),

resolved as (
    select
        keyed.* exclude (display_name),
        coalesce(alias.name_key, keyed.own_key) as resolved_key,
        coalesce(alias.organisation_name, keyed.display_name) as display_name
    from keyed
    left join alias on alias.alias_key = keyed.own_key
)

select
    resolved.programme_code,
    resolved.organisation_text,
    short_key(coalesce(root.root_key, resolved.resolved_key)) as organisation_key,
    resolved.resolved_key as name_key,
    resolved.display_name,
    resolved.type_code,
    resolved.mentions_count
from resolved
left join root on root.name_key = resolved.resolved_key
