"""Arrays as NumPy writes them, for npy.rs: python arrays.py (numpy 2.4.6)."""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "arrays"
FOLDER.mkdir(exist_ok=True)


def save(name, array):
    np.save(FOLDER / f"{name}.npy", array)


labels = np.array([3, 0, 7, 1])
for kind in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]:
    save(kind, labels.astype(kind))
save("big", labels.astype(">i4"))
save("column", labels[:, None])
for kind in ["i1", "i8"]:
    save(f"minus_{kind}", np.array([3, -1, 7, 1]).astype(kind))
save("one_hot", np.eye(10, dtype=np.int64)[labels])
save("five", np.array([0, 1, 2, 3, 4]))

numbers = np.arange(24).reshape(4, 2, 3)
save("uint8", (10 * numbers).astype(np.uint8))
for kind in ["float32", "float64", "float16"]:
    save(kind, (numbers / 4 - 1).astype(kind))
save("float32_big", (numbers / 4 - 1).astype(">f4"))
save("int64_images", numbers)
save("nan", np.where(numbers == 3, np.nan, numbers).astype(np.float32))
save("fortran", np.asfortranarray(numbers.astype(np.uint8)))
save("colour", np.arange(24, dtype=np.uint8).reshape(4, 3, 2, 1))
save("vectors", np.arange(24, dtype=np.float32).reshape(4, 6))
save("objects", np.array([None] * 4, dtype=object).reshape(4, 1))
save("record", np.zeros(4, dtype=[("a", "<i4"), ("b", "<f4")]))
save("empty", np.zeros((0, 2, 3), np.uint8))

images = {"images": (10 * numbers).astype(np.uint8), "labels": labels}
np.savez(FOLDER / "stored.npz", **images)
np.savez_compressed(FOLDER / "deflated.npz", **images)
np.savez(FOLDER / "keras.npz", x_train=images["images"], y_train=labels, x_test=images["images"][:2], y_test=labels[:2])
np.savez_compressed(FOLDER / "fortran.npz", images=np.asfortranarray(images["images"]), labels=labels)
