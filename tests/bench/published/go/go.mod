module published

go 1.23
