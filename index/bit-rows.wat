;; In how many bits each of many rows differs from one. `npx wat2wasm index/bit-rows.wat -o index/bit-rows.wasm` makes
;; the program of it; 128 bits are compared at a time, and the ones of 16 bytes counted, for which JavaScript has no word.
(module
  (memory (export "memory") 1)

  ;; Rows have a multiple of 512 bits, 3,584 at most: what is counted of them has to fit into 16 bytes.
  (func (export "measureDistances")
    (param $row i32)       ;; where the first row begins
    (param $count i32)     ;; rows, at least one
    (param $rowBytes i32)  ;; bytes of a row
    (param $one i32)       ;; where the row begins that they are compared with
    (param $distance i32)  ;; where the distances go, 16 bits each
    (local $end i32)
    (local $other i32)
    (local $ones v128)

    (loop $rows
      (local.set $end (i32.add (local.get $row) (local.get $rowBytes)))
      (local.set $other (local.get $one))
      (local.set $ones (v128.const i64x2 0 0))

      (loop $blocks
        (local.set $ones
          (i8x16.add
            (local.get $ones)
            (i8x16.add
              (i8x16.add
                (i8x16.popcnt (v128.xor (v128.load (local.get $row)) (v128.load (local.get $other))))
                (i8x16.popcnt
                  (v128.xor (v128.load offset=16 (local.get $row)) (v128.load offset=16 (local.get $other)))))
              (i8x16.add
                (i8x16.popcnt
                  (v128.xor (v128.load offset=32 (local.get $row)) (v128.load offset=32 (local.get $other))))
                (i8x16.popcnt
                  (v128.xor (v128.load offset=48 (local.get $row)) (v128.load offset=48 (local.get $other))))))))
        (local.set $row (i32.add (local.get $row) (i32.const 64)))
        (local.set $other (i32.add (local.get $other) (i32.const 64)))
        (br_if $blocks (i32.lt_u (local.get $row) (local.get $end))))

      ;; The sum of the 16 bytes: of neighbours, of these, then of the four that are left.
      (local.set $ones (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $ones))))
      (i32.store16
        (local.get $distance)
        (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $ones)) (i32x4.extract_lane 1 (local.get $ones)))
          (i32.add (i32x4.extract_lane 2 (local.get $ones)) (i32x4.extract_lane 3 (local.get $ones)))))
      (local.set $distance (i32.add (local.get $distance) (i32.const 2)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br_if $rows (local.get $count)))))
