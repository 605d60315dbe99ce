"""What the test command tries with few examples, with all that it deserves."""

from tests.register.test_importing_properties import (
    test_a_list_imported_twice_changes_nothing_the_second_time,
    test_an_import_takes_no_facility_out_and_edits_each_record_once,
    test_the_order_of_the_rows_changes_no_edit,
    test_without_an_answer_no_record_of_another_county_is_touched,
)
from tests.register.test_laws import test_the_state_is_that_of_a_dict_at_every_moment
from tests.roads.test_shortest_oracle import (
    test_a_limit_leaves_out_what_is_beyond_it_and_nothing_else,
    test_all_speeds_multiplied_divide_the_times,
    test_closing_a_road_lowers_nobodys_time,
    test_one_more_facility_raises_nobodys_time,
    test_the_order_of_facilities_changes_no_bit,
    test_times_equal_those_of_networkx,
)
from tests.ui.conftest import map_server, open_map
from tests.ui.test_map_component import (
    test_every_county_has_a_plate_clear_of_other_plates_marks_and_controls,
)
from tests.ui.test_pages import test_a_page_runs

__all__ = [
    "map_server",
    "open_map",
    "test_a_limit_leaves_out_what_is_beyond_it_and_nothing_else",
    "test_a_list_imported_twice_changes_nothing_the_second_time",
    "test_a_page_runs",
    "test_all_speeds_multiplied_divide_the_times",
    "test_an_import_takes_no_facility_out_and_edits_each_record_once",
    "test_closing_a_road_lowers_nobodys_time",
    "test_every_county_has_a_plate_clear_of_other_plates_marks_and_controls",
    "test_one_more_facility_raises_nobodys_time",
    "test_the_order_of_facilities_changes_no_bit",
    "test_the_order_of_the_rows_changes_no_edit",
    "test_the_state_is_that_of_a_dict_at_every_moment",
    "test_times_equal_those_of_networkx",
    "test_without_an_answer_no_record_of_another_county_is_touched",
]
