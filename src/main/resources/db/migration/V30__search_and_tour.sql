-- Search: every text that people may look for, as rows of one table. Triggers keep it in the transaction of what it repeats, so no
-- module can forget to. A text column is either named below or left out with a reason in SearchedColumnsTest.

-- English without stop words: “IT” and “can” are words here too, and words of other languages keep their own form.
create text search dictionary dottedline.every_word (template = pg_catalog.snowball, language = english);
create text search configuration dottedline.words (copy = pg_catalog.english);
alter text search configuration dottedline.words
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with dottedline.every_word;

create table dottedline.search_text (
    source text not null,
    key    text not null,
    kind   text not null,
    ref    text,
    unit   text,
    reader text not null check (reader in ('strategy', 'community', 'members', 'both', 'oversight', 'none', 'everybody', 'administrator')),
    text   text not null,
    words  tsvector generated always as (
        setweight(to_tsvector('dottedline.words'::regconfig, left(text, 50000))
                  || to_tsvector('pg_catalog.simple'::regconfig, left(text, 50000)),
                  case when source in ('trail.title', 'unit.name', 'person.name') then 'A' else 'D' end::"char")) stored,
    primary key (source, key)
);
comment on table dottedline.search_text is 'A copy of texts for search; the tables they come from are what counts.';
comment on column dottedline.search_text.source is 'Table and column.';
comment on column dottedline.search_text.key is 'The key of the row it comes from.';
comment on column dottedline.search_text.reader is
    'Whose side may read it. members: the community side alone, not the PMO; everybody and administrator: of no trail.';
comment on column dottedline.search_text.words is
    'Stems for whole words, and the words as they stand for the beginning of one.';
create index search_text_words on dottedline.search_text using gin (words);

-- How the texts of a table are read. Arguments: whose they are, or @ and the column that says so; the columns of reference, unit and key;
-- then each column, with = and its kind where that is another word. A column may be a path into a value.
create function dottedline.take_search_text(source_table text, row_now jsonb, args text[]) returns void language plpgsql as $$
declare
    reader text := case when args[1] like '@%' then row_now ->> substr(args[1], 2) else args[1] end;
    row_key text;
    spec text;
    path text;
    found_value jsonb;
    said text;
begin
    select string_agg(row_now ->> part, '/' order by place) into row_key
    from unnest(string_to_array(args[4], ',')) with ordinality as k (part, place);
    foreach spec in array args[5:] loop
        path := split_part(spec, '=', 1);
        found_value := row_now #> string_to_array(path, '.');
        said := btrim(case jsonb_typeof(found_value)
            when 'string' then found_value #>> '{}'
            when 'array' then (select string_agg(part, e'\n') from jsonb_array_elements_text(found_value) as a (part))
            end);
        if said is null or said = '' then
            delete from dottedline.search_text t where t.source = source_table || '.' || path and t.key = row_key;
        else
            insert into dottedline.search_text as t (source, key, kind, ref, unit, reader, text)
            values (source_table || '.' || path, row_key,
                    case when spec like '%=%' then split_part(spec, '=', 2) else path end,
                    row_now ->> args[2], row_now ->> args[3], reader, said)
            on conflict (source, key) do update set text = excluded.text where t.text <> excluded.text;
        end if;
    end loop;
end $$;

create function dottedline.keep_search_text() returns trigger language plpgsql as $$
declare
    row_key text;
begin
    if tg_op <> 'DELETE' then
        perform dottedline.take_search_text(tg_table_name, to_jsonb(new), tg_argv[0:]);
        return null;
    end if;
    select string_agg(to_jsonb(old) ->> part, '/' order by place) into row_key
    from unnest(string_to_array(tg_argv[3], ',')) with ordinality as k (part, place);
    delete from dottedline.search_text t where t.key = row_key and t.source like tg_table_name || '.%';
    return null;
end $$;

-- Has the texts of a table found from now on, and those that stand there already.
create procedure dottedline.search_in(
    source_table text, condition text, reader text, ref text, unit text, key text, variadic columns text[]) language plpgsql as $$
declare
    args text[] := array[reader, ref, unit, key] || columns;
    quoted text := (select string_agg(quote_literal(a), ', ' order by place) from unnest(args) with ordinality as q (a, place));
    name text := 'search_' || (select count(*) from pg_trigger where tgrelid = ('dottedline.' || source_table)::regclass);
begin
    execute format(
        'create trigger %I after insert or update on dottedline.%I for each row when (%s) execute function dottedline.keep_search_text(%s)',
        name, source_table, replace(condition, 'row.', 'new.'), quoted);
    execute format(
        'create trigger %I after delete on dottedline.%I for each row execute function dottedline.keep_search_text(%s)',
        name || '_gone', source_table, quoted);
    execute format(
        'select count(dottedline.take_search_text(%L, to_jsonb(r), array[%s])::text) from dottedline.%I r where %s',
        source_table, quoted, source_table, replace(condition, 'row.', 'r.'));
end $$;

-- What passes between the sides is read by both; what stays is read by its own.
call dottedline.search_in('trail', 'true', 'both', 'ref', '', 'ref', 'title');
-- A community does not learn why a goal or an objective closed but by handover.
call dottedline.search_in('trail', 'row.state <> ''closed'' or row.kind not in (''goal'', ''objective'')', 'both', 'ref', '', 'ref', 'reason');
call dottedline.search_in('handover', 'true', 'both', 'ref', '', 'seq',
    'payload.goalWhy=why', 'payload.measure=measure', 'payload.need=need', 'payload.idea=idea', 'payload.description=description',
    'payload.summary=summary', 'payload.quotes=quote', 'payload.reason=reason', 'payload.evidence=evidence',
    'payload.kept=points', 'payload.dropped=points', 'payload.points=points');
-- Every reason that was given, each on the side on which it was.
call dottedline.search_in('record', 'row.reason is not null and row.ref is not null', '@side', 'ref', '', 'seq', 'reason');
call dottedline.search_in('remark', 'true', '@side', 'ref', '', 'id', 'text=remark');

call dottedline.search_in('goal', 'true', 'strategy', 'ref', '', 'ref', 'why', 'measure', 'summary');
call dottedline.search_in('objective', 'true', 'strategy', 'ref', '', 'ref', 'measure');
call dottedline.search_in('initiative_approval', 'true', 'strategy', 'ref', '', 'ref,round', 'effect', 'note');
call dottedline.search_in('request_design', 'true', 'strategy', 'ref', '', 'ref,round', 'scope', 'points');
-- Neither side of build or buy knows the other's option until both are in and have been compared.
call dottedline.search_in('sourcing_option', 'row.points is not null', 'strategy', 'ref', '', 'id', 'name=option', 'risks');
call dottedline.search_in('outcome', 'true', 'strategy', 'ref', '', 'id', 'source');

call dottedline.search_in('initiative', 'true', 'community', 'ref', '', 'ref', 'title', 'need', 'idea', 'summary');
call dottedline.search_in('need', 'true', 'community', 'ref', '', 'ref', 'need', 'evidence');
call dottedline.search_in('request', 'true', 'community', 'ref', '', 'ref', 'need', 'description', 'announcement');
call dottedline.search_in('request_feedback', 'true', 'community', 'ref', '', 'ref', 'summary');
call dottedline.search_in('research_plan', 'true', 'community', 'ref', '', 'ref', 'question');
-- What members said: their community alone reads it, until a part of it is handed over.
call dottedline.search_in('research_round', 'true', 'members', 'ref', '', 'ref,round', 'summary');
call dottedline.search_in('research_quote', 'true', 'members', 'ref', '', 'ref,round,position', 'text=quote');

call dottedline.search_in('word', 'row.published_at is not null', 'both', '', 'community', 'id', 'you_said=told', 'we_did=told');
call dottedline.search_in('unit', 'true', 'everybody', '', 'id', 'id', 'name=unit');
call dottedline.search_in('person', 'true', 'administrator', '', 'login', 'login', 'name=person');

-- The words of a question: whole ones as web search has them, and the last one also as the beginning of a word.
create function dottedline.search_query(whole text, head text, beginning text) returns tsquery language sql stable
return case when beginning = '' then websearch_to_tsquery('dottedline.words'::regconfig, whole)
    else websearch_to_tsquery('dottedline.words'::regconfig, whole)
         || (websearch_to_tsquery('dottedline.words'::regconfig, head)
             && to_tsquery('pg_catalog.simple'::regconfig, quote_literal(beginning) || ':*')) end;

-- Who has taken the tour or passed it over: it is offered once.
create table dottedline.tour_answer (
    login text        not null primary key,
    at    timestamptz not null default now()
);
