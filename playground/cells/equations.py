"""The equations of a cell as data: what is typeset and the sums with numbers both follow from them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Expression:
    """What a gate or a state is, unit by unit; written with `+`, `*` and `1 -`."""

    def __add__(self, other: "Expression") -> "Expression":
        return Sum(self, other)

    def __mul__(self, other: "Expression") -> "Expression":
        return Product(self, other)

    def __rsub__(self, one: int) -> "Expression":
        return Rest(self)

    def inside(self) -> Iterator["Expression"]:
        """This expression, and all that it is made of."""
        yield self
        for field in fields(self):
            if isinstance(inner := getattr(self, field.name), Expression):
                yield from inner.inside()


@dataclass(frozen=True)
class Now(Expression):
    """A gate or a state of this timestep."""

    part: str


@dataclass(frozen=True)
class Before(Expression):
    """A state as this timestep finds it."""

    state: str


HIDDEN = Before("hidden")


@dataclass(frozen=True)
class Weighted(Expression):
    """A weighted sum with its bias: x_t · kernel + state · recurrent_kernel + peephole_kernel ⊙ peephole + bias.

    block: which columns of the kernels.  of_input: whether x_t is in it.  state: what the recurrent kernel multiplies;
    None: nothing.  peephole: a state of which each unit sees its own.  name: empty for the block's.
    A bias of two rows, the input's and the state's, is taken with what it belongs to.
    """

    block: str
    of_input: bool = True
    state: Expression | None = HIDDEN
    peephole: Expression | None = None
    name: str = ""

    @property
    def title(self) -> str:
        """What it is called among the sums of its cell."""
        return self.name or self.block


@dataclass(frozen=True)
class Activated(Expression):
    """A function of something: `sigmoid`, or where it is empty the layer's own activation."""

    of: Expression
    function: str = ""


@dataclass(frozen=True)
class Rest(Expression):
    """1 - gate."""

    of: Expression


@dataclass(frozen=True)
class Sum(Expression):
    """first + second."""

    first: Expression
    second: Expression


@dataclass(frozen=True)
class Product(Expression):
    """first ⊙ second."""

    first: Expression
    second: Expression


def gate(weighted: Weighted) -> Activated:
    """σ of a weighted sum: between 0 and 1."""
    return Activated(weighted, "sigmoid")


def weighted_sums(equations: Mapping[str, Expression]) -> list[Weighted]:
    """All weighted sums, in the order of computing."""
    inside = (one for equation in equations.values() for one in equation.inside())
    return [one for one in inside if isinstance(one, Weighted)]


def value(
    expression: Expression,
    known: Mapping[Expression, Any],
    functions: Mapping[str, Callable[[Any], Any]],
    activation: str,
) -> Any:
    """What an expression comes to: a number, or an array or tensor of as many units as what is known.

    known: of this timestep's gates and states, the states before and the weighted sums, those that occur in it.
    functions: by name, see `Activated`; activation: the name of the layer's own.
    """
    if expression in known:
        return known[expression]
    match expression:
        case Activated(of, function):
            return functions[function or activation](value(of, known, functions, activation))
        case Rest(of):
            return 1 - value(of, known, functions, activation)
        case Sum(first, second):
            return value(first, known, functions, activation) + value(second, known, functions, activation)
        case Product(first, second):
            return value(first, known, functions, activation) * value(second, known, functions, activation)
    raise KeyError(expression)
