package org.dottedline.check.persistence;

import java.util.List;

/** What is kept beside the trails, and what the database itself watches over. */
final class KeptInvariants {

    private KeptInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("files-are-what-was-attached", """
                        select ref, 'File ' || number || ' of ' || side || ' is not what its hash says.' from dottedline.attachment
                        where encode(sha256(content), 'hex') <> sha256 or octet_length(content) <> size"""),
                new Invariant("files-are-counted", """
                        select coalesce(s.ref, a.ref), 'Of ' || coalesce(s.side, a.side) || ' ' || coalesce(s.files, 0) || ' files are counted with '
                               || coalesce(s.bytes, 0) || ' bytes, and there are ' || coalesce(a.files, 0) || ' with ' || coalesce(a.bytes, 0) || '.'
                        from dottedline.attachment_space s
                             full join (select ref, side, count(*) as files, sum(size) as bytes, max(number) as highest
                                        from dottedline.attachment group by ref, side) a on a.ref = s.ref and a.side = s.side
                        where s.files is distinct from a.files or s.bytes is distinct from a.bytes or s.files is distinct from a.highest"""),
                new Invariant("votes-add-up", """
                        select i.community || ' ' || i.id, 'Its votes and those merged into it do not make its total.'
                        from dottedline.idea i left join dottedline.idea m on m.merged_into = i.id
                        where i.merged_into is null
                        group by i.id having i.total <> i.votes + coalesce(sum(m.votes), 0)"""),
                new Invariant("merged-once-and-at-home", """
                        select m.community || ' ' || m.id, 'It is merged into one of another community, or into one that is merged itself.'
                        from dottedline.idea m join dottedline.idea i on i.id = m.merged_into
                        where i.merged_into is not null or i.community <> m.community"""),
                new Invariant("one-open-record-of-an-outcome", """
                        select ref, 'Two records of review ' || review || ' are open.' from dottedline.outcome
                        where state = 'recorded' group by ref, review having count(*) > 1"""),
                new Invariant("guards-are-on", """
                        select c.relname || '.' || g.tgname, 'The trigger is switched off.'
                        from pg_trigger g join pg_class c on c.oid = g.tgrelid
                        where c.relnamespace = 'dottedline'::regnamespace and g.tgenabled <> 'O'
                        union all
                        select w.name, 'The trigger that refuses changes is missing.'
                        from unnest(array['record', 'ledger', 'ledger_part']) as w (name)
                        where not exists (select 1 from pg_trigger g where g.tgrelid = ('dottedline.' || w.name)::regclass
                                          and g.tgname = w.name || '_append_only')"""),
                new Invariant("what-is-only-added-to-cannot-be-changed", """
                        select c.relname, 'Somebody beside its owner may ' || lower(a.privilege_type) || ' there.'
                        from pg_class c, aclexplode(c.relacl) a
                        where c.relnamespace = 'dottedline'::regnamespace
                          and c.relname in ('record', 'ledger', 'ledger_part', 'balance', 'handover', 'remark', 'remark_mention', 'idea_raised',
                                            'attachment', 'attachment_set_aside', 'attachment_opening', 'research_round', 'research_result',
                                            'research_quote', 'research_verdict', 'research_group_verdict')
                          and a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and a.grantee <> c.relowner"""));
    }
}
