-- What was known of a coverage, without its posts, when it last left a server's
-- memory: so that a server which starts need not read every record. It is made
-- of the record and goes with the record's next change; one that was made in
-- another way is not used.

create table brief (
    coverage blob    not null primary key references coverage (id),
    -- the last change that it knows
    seq      integer not null,
    -- in which way it was made
    form     integer not null,
    told     text    not null
) strict;

-- Words that are ordered gone leave it as well.
create trigger brief_goes_with_blanked_words after update on payload
begin
    delete from brief where coverage = new.coverage;
end;
