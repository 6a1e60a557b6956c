/*
table:   star.document_voice
grain:   one document that does not speak for itself alone: its text is another's too, or cannot be compared
key:     programme_code, document_id
reads:   star.counted_together, extracted.reading_of_document, star.dim_document
why:     Copies of a press release are one voice, however many print them and whatever words they change. Two documents
  are one text when half of the shorter stands in the longer, or when both state a figure in the same sentence of
  thirty letters or more; so are copies of copies. Shorter sentences may well be alike by themselves. What cannot be
  compared (read before texts had sketches, without words, of 3,000 words and more, or later than two hundred others
  that say the same) shows no independence, and adds no voice.
columns:
  programme_code: the programme
  document_id: the document
  voice: the publisher that speaks for it and its copies, the one of the best standing; null where it cannot be compared
*/
with recursive text as materialized (
    select
        reading.programme_code,
        reading.document_id,
        reading.reading_number as number,
        counted.is_early,
        reading.sketch::bit as bits,
        bit_count(reading.sketch::bit) as marks
    from extracted.reading_of_document as reading
    inner join (
        select reading_number, bool_and(is_early) as is_early from star.counted_together group by all
    ) as counted using (reading_number)
),

document as (
    select *, is_early and comparable(bits) as is_comparable
    from text
),

member as (
    select counted.counted_with, counted.is_same_sentence, document.number
    from star.counted_together as counted
    inner join document on document.number = counted.reading_number
    where document.is_comparable
),

pair as (
    select distinct one.number, other.number as other_number
    from member as one
    inner join member as other using (counted_with)
    where one.number < other.number and not one.is_same_sentence
),

compared as materialized (
    select
        pair.*,
        length(one.bits) as size,
        one.marks,
        other.marks as other_marks,
        bit_count(one.bits & other.bits) as met
    from pair
    inner join document as one using (number)
    inner join document as other on other.number = pair.other_number
),

tie as (
    select number, other_number
    from compared
    where likeness(size, marks, other_marks, met) >= 0.5
    union
    select min(number) over (partition by counted_with), number
    from member
    where is_same_sentence
),

edge as (
    select number, other_number from tie where number <> other_number
    union all
    select other_number, number from tie where number <> other_number
),

-- Copies of copies: each learns the lowest number that it is tied to.
reached (number, first_number) using key (number) as (
    select distinct number, number from edge
    union
    select edge.other_number, min(reached.first_number)
    from reached
    inner join edge on edge.number = reached.number
    inner join recurring.reached as known on known.number = edge.other_number
    where reached.first_number < known.first_number
    group by edge.other_number
)

select
    document.programme_code,
    document.document_id,
    case
        when document.is_comparable
        then first_value(published.publisher) over (
            partition by reached.first_number order by published.source_rank, published.publisher
        )
    end as voice
from document
left join reached using (number)
left join star.dim_document as published using (programme_code, document_id)
where reached.number is not null or not document.is_comparable
