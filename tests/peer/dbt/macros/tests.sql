{# A key that repeats or is null, in one look at the table. #}
{% test key(model, columns) %}
select {{ columns | join(', ') }}
from {{ model }}
group by all
having count(*) > 1{% for column in columns %} or {{ column }} is null{% endfor %}
{% endtest %}

{# A value without a row in its dimension. #}
{% test belongs(model, column, to, field) %}
select here.*
from {{ model }} as here
anti join {{ to }} as there on here.programme_code = there.programme_code and here.{{ column }} = there.{{ field }}
{% endtest %}
