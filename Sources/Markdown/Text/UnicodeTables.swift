/// What Unicode 14.0.0 says of characters beyond ASCII. Written by Scripts/make-markdown-tables.
enum UnicodeTables {
    /// Distances between where punctuation and symbols begin and end.
    static let punctuation: StaticString = """
        $bf^_^a_^^`_^`^t^|^-kaikbd^^^n8`^e^b_^^1`^.a^:cc,^__`1^^^^_^_^/^_ngh^^`-_a)`^f^g^p_^k+daa_3^l|^,^^>c_g^$a_c_^^;\
        `^<`_A`^%ae?`^d^a^-c^,^^=`^-_^l^g_(bt_cq^^^^^^a*_^;^e^c^j2`c1__>_^'pf*^g)`^/p_/^_1_`*__@a`^a'^h8f^`_;a%^{_#ad^c\
        /bnfh@`a>^bA^_#_eh^,t^^`h`j`j`j_nue2^xbhbn$^B^_^a^_g^^`bc^^^^^^a^h_abba^^=^_a:qvh4_1_s9p{#|_#^^,`(dcka^_3`^2a2^\
        ^1^%^w^<_i9cwiba`vl^b_b`>__`^=_^7a_ag#^'^y|h{e^l#^g*^l#g#1c#_37r:^:^_0e`&`^g^6`cetf_*`_@aaga=^a9__+^`^^4^_2^^$`\
        jm_?`at`'`_m_,`^k_B`^@<p^+an>hoB`^/^amgs&^^p^a8algdwcwh=`d^dj_%e`7^f<^n_`^j`^2^0^%j^3^^Ai^*t^|_)b^|^3ef)^^+_^*^\
        d%_d<_a3u^*bb/^a@bd0`_^aA`a3^_2_aa^j^^`;_c.`^$jbg_^^+`^=dt,``yj/_^%aa>d^+e`>a^?_e6_`^bAib-^_(q_?czj^3&^b?>__>6k\
        _(a^$_fa_4wa*g^<(p^_^38a7`?^9dg*^_?^b`s_d{a@^r%_`^=b:_-x^v^|^v^|^v^|^v^|^v^?^#m:^a5^e^k^d&9^^2j^A5^_/w^`^@`^$k_\
        1e/^a'`il_l^l^(^t$b;^zj/^afd_kc=a;{bm`j`7`i<_dia^lia;^egc+^e{__1_7gik_b`b`dfz`hbcggceedf6a^:^
        """

    /// Runs that fold by one distance: gap, length, stride, distance.
    static let foldings: StaticString = """
        8b]^13^hs^#__c^#_%^1^__aa__`k__`/^___]^4d^a___]^:m_]^'j^____]^?i^]^__^^=i^]^_`]^Aa^]^7i^]^9i^]^__]^=i^]^Ai_]^)j\
        ^]^%j^]^_a]^)j^]^-j_]^/j^a___]^7j^]^__]^7j`]^__]^7j^]^__^^5j^____]^9j^]^_a]^_e]^a^]^__]^a^]^__]^a^m__`m__`]^a^_\
        ___]^$c^]^2`^)^___]^&e_m__e]^9%r^]^__]^(g^]^3%r`]^__]^(i^]^-a^]^1a^e__:d]^+d.^___a]^_f]^+dd]^/___^-__]^#a_^^A`_\
        m^#__e^#_t]^_j]^m^]^>^^]^4^a]^z^]^.^_s___]^.`^]^B_`]^:`^]^B`_]^__]^j^]^_`_^&e^l^#b^|^#_4^#^__g7^___]^{^i__`A___\
        `(^^#`-=_(^^#)k_]^#)kc]^#)k.vb^l&'_]^>'i^]^<'i^]^*'i^^^&'i^]^('i^]^:&i^]^*%i^]^)?'_e-^^B>b`_^B>b$g7a__d]^6`bA__\
        _gd^lfb^lhd^lfd^lfb^lic_lfd^l,_^^l^^^6a`]^,#kg`^.bj^^l^^^*cj^^l^^^Bc^]^ji^^Bd^^^>d.f]^<8ka]^@.m^]^.'md]^;^1^l^#\
        ^q]^_6vv^7^4<^2^^#`4^]^__]^0Bq^]^.1d^]^0Aq`a___]^:$r^]^<Bq^]^@$r^]^>$r_]^_`]^_f^^@&r^%`__f___b]^_1-{/^__qw__+ai\
        __a?^__h____]^*#(_^e__b]^__]^255_`___ao___]^*75_^]^@75_^]^875_^]^$75_^]^*75__]^&45_^]^655_^]^,45_^]^#=^^k___]^B\
        _^]^(75_^]^2&(_^___d]^_c___z]^_>x2_^B?._%>qv^#_))^*^^3_,a&^^3_@ag^1__k^1__c^1__^^1_.:^5^^#a1B_|^#_$/r|^#_$8{$^^\
        '_
        """

    /// Characters that fold to several: gap, how many, which.
    static let expansions: StaticString = """
        Bc_6`6`4__,`*uv_?r1`*b_-`/u#j`<z+u$u#^`({+u$u:k_(.^%/^2+c_+`4v^_7`+u^_:`-u^_<`-u^_$`Ara_6`6`5b_({6u_`({6u#u_`({\
        6u$u_`({6u%w-^_#;d<z^_$;d<z^_%;d<z^_&;d<z^_';d<z^_(;d<z^_);d<z^_*;d<z^_#;d<z^_$;d<z^_%;d<z^_&;d<z^_';d<z^_(;d<z\
        ^_);d<z^_*;d<z^_#<d<z^_$<d<z^_%<d<z^_&<d<z^_'<d<z^_(<d<z^_)<d<z^_*<d<z^_#<d<z^_$<d<z^_%<d<z^_&<d<z^_'<d<z^_(<d<\
        z^_)<d<z^_*<d<z^_#>d<z^_$>d<z^_%>d<z^_&>d<z^_'>d<z^_(>d<z^_)>d<z^_*>d<z^_#>d<z^_$>d<z^_%>d<z^_&>d<z^_'>d<z^_(>d\
        <z^_)>d<z^_*>d<z`_3>d<z^_4z<z^_/z<z__4z%w^`4z%w<zb_4z<zc_7>d<z^_:z<z^_1z<z__:z%w^`:z%w<zb_:z<zc`<z+u#u^`<z+u$u`\
        _<z%w^`<z+u%wh`({+u#u^`({+u$u^_${6u__({%w^`({+u%wh_?>d<z^_,{<z^_1{<z__,{%w^`,{%w<zb_,{<z';9^_)`)`^_)`,`^_)`/`^`\
        )`)`,`^`)`)`/`^_6`7`^_6`7`j_7.^9.^^_7.^(.^^_7.^..^^_A.^9.^^_7.^0.^
        """
}
