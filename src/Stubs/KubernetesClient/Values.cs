namespace k8s.Models
{
    /// <summary>An int or a string, as the package calls it since version 18.</summary>
    public class IntOrString
    {
        public IntOrString()
        {
        }

        public IntOrString(string value)
        {
        }

        public string Value { get; set; }

        public static implicit operator IntOrString(int value) => null;
        public static implicit operator IntOrString(long value) => null;
        public static implicit operator IntOrString(string value) => null;
        public static implicit operator string(IntOrString value) => null;

        // Properties have one of the two types, and take both.
        public static implicit operator IntOrString(IntstrIntOrString value) => null;
        public static implicit operator IntstrIntOrString(IntOrString value) => null;
    }

    /// <summary>An int or a string, as the package called it up to version 17.</summary>
    public class IntstrIntOrString
    {
        public IntstrIntOrString()
        {
        }

        public IntstrIntOrString(string value)
        {
        }

        public string Value { get; set; }

        public static implicit operator IntstrIntOrString(int value) => null;
        public static implicit operator IntstrIntOrString(long value) => null;
        public static implicit operator IntstrIntOrString(string value) => null;
        public static implicit operator string(IntstrIntOrString value) => null;
    }

    public class ResourceQuantity
    {
        public enum SuffixFormat
        {
            DecimalExponent,
            BinarySI,
            DecimalSI,
        }

        public ResourceQuantity()
        {
        }

        public ResourceQuantity(string value)
        {
        }

        public ResourceQuantity(decimal value, int exp, SuffixFormat format)
        {
        }

        public string Value { get; set; }
        public SuffixFormat Format { get; }

        public string CanonicalizeString() => null;
        public double ToDouble() => 0;
        public decimal ToDecimal() => 0;
        public int ToInt32() => 0;
        public long ToInt64() => 0;

        public static implicit operator ResourceQuantity(string value) => null;
        public static implicit operator ResourceQuantity(decimal value) => null;
        public static implicit operator decimal(ResourceQuantity value) => 0;
        public static implicit operator string(ResourceQuantity value) => null;
    }
}
