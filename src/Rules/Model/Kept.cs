namespace Hale.Rules.Model;

/// <summary>
/// A value that is worked out when it is first asked for. Threads that ask at the same time may each work it out, with the same
/// result; as an object it is there whole or not at all. What is an object by itself is kept without this.
/// </summary>
/// <typeparam name="T">What the value is.</typeparam>
/// <param name="value">The value.</param>
internal sealed class Kept<T>(T value)
    where T : struct
{
    private readonly T _value = value;

    public static implicit operator Kept<T>(T value) => new(value);

    public static implicit operator T(Kept<T> kept) => kept._value;
}
