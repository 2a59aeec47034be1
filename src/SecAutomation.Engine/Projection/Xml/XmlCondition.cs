using System.Runtime.InteropServices;
using System.Text;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>An <see cref="XmlPredicate"/> as the bytes that it is compared with.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct XmlCondition(byte[] Attribute, byte[] Value)
{
    public static XmlCondition From(XmlPredicate predicate) => new(Encoding.UTF8.GetBytes(predicate.Attribute), Encoding.UTF8.GetBytes(predicate.Value));
}
