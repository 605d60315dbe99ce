"""Open sources 公开数据: what others have mapped, taken as leads to be checked, never as facts."""
